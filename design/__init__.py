"""How things look: form fields, template tags, inline-SVG charts, HTML to PDF/UA. No models."""
