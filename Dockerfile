# The portal's images, one target a part: web, worker, beat. See docs/operations.md.

# Style sheet and scripts. Node comes from the lock file's wheel and stays in this stage.
FROM python:3.11-slim-bookworm AS assets
WORKDIR /portal
COPY ops/locks/node.lock ops/locks/node.lock
RUN pip install --no-cache-dir --no-deps --require-hashes -r ops/locks/node.lock
COPY package.json package-lock.json .npmrc ./
COPY design/ design/
RUN python -m design.build

FROM python:3.11-slim-bookworm AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 LSCB_VAR=/var/lib/portal
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fonts-liberation libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 zlib1g \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --create-home --home-dir /var/lib/portal portal \
    && install -d -o portal -g portal /var/lib/portal/files /var/lib/portal/quarantine /var/lib/portal/inbox
WORKDIR /portal
COPY ops/locks/run.lock ops/locks/run.lock
RUN pip install --no-cache-dir --no-deps --require-hashes -r ops/locks/run.lock
COPY . .
COPY --from=assets /portal/var/static-built/ var/static-built/
# Nothing is connected to here; the settings only want to be told.
RUN LSCB_SECRET_KEY=build DATABASE_URL=postgresql://none@none/none REDIS_URL=redis://none \
    python manage.py collectstatic --no-input
USER portal

FROM base AS web
EXPOSE 8000
CMD ["gunicorn", "lscb.wsgi:application", "--bind=0.0.0.0:8000", "--workers=3", "--threads=2", \
     "--worker-tmp-dir=/dev/shm", "--no-control-socket", \
     "--access-logfile=-", "--logger-class=lscb.access_log.AccessLog"]

FROM base AS worker
CMD ["celery", "-A", "lscb.celery", "worker", "--loglevel=INFO", "--concurrency=2"]

# Never run two: each would ring the worker for every task.
FROM base AS beat
CMD ["celery", "-A", "lscb.celery", "beat", "--loglevel=INFO", "--pidfile="]
