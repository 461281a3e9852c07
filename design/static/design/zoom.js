// Draws the server's figures with Plotly where a page asks for it. The server's own drawing stays wherever that fails.
// Below this a chart has a phone's layout.
const WIDE = 460;
// Plotly carries the style sheet of a map library and adds it to the page unless an element of this name is there
// already. We draw no maps, and the security policy would refuse it.
const MAP_STYLES = "9f215cf04c5486422605d13261cb87401f4e7763b6296af81e98efbc0130da53";
const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex]:not([tabindex='-1'])";

function fetched(address) {
  if (!document.getElementById(MAP_STYLES)) {
    const stand = document.createElement("template");
    stand.id = MAP_STYLES;
    document.head.append(stand);
  }
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = address;
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => reject(new Error("Plotly was not loaded.")));
    document.head.append(script);
  });
}

function laidOut(figure, width) {
  const layout = structuredClone(figure.layout);
  const narrow = width < WIDE ? structuredClone(figure.narrow) : {};
  for (const [path, value] of Object.entries(narrow)) {
    const keys = path.split(".");
    const last = keys.pop();
    keys.reduce((place, key) => place[key], layout)[last] = value;
  }
  // Where a finger scrolls the page, it does not also zoom the chart: the buttons do.
  layout.dragmode = matchMedia("(pointer: coarse)").matches ? false : layout.dragmode;
  return layout;
}

// The picture speaks as one; nothing inside it takes the focus.
function quieten(plot) {
  for (const one of plot.querySelectorAll(FOCUSABLE)) {
    one.setAttribute("tabindex", "-1");
  }
}

// Without its style sheet Plotly says it succeeded, and drops the target and the names.
function isWhole(plot) {
  const layers = [...plot.querySelectorAll(".main-svg")];
  return layers.length > 1 && layers.every((layer) => getComputedStyle(layer).position === "absolute");
}

class Panel {
  constructor(place) {
    this.place = place;
    this.figure = JSON.parse(document.getElementById(place.dataset.figure).textContent);
    this.plot = document.createElement("div");
    this.narrow = null;
  }

  async draw() {
    // In the page before it is drawn, or Plotly takes it to be 700 px wide.
    this.place.hidden = false;
    this.place.append(this.plot);
    try {
      this.narrow = this.place.clientWidth < WIDE;
      const layout = laidOut(this.figure, this.place.clientWidth);
      await Plotly.newPlot(this.plot, this.figure.data, layout, this.figure.config);
      if (!isWhole(this.plot)) {
        throw new Error("Plotly drew without its style sheet.");
      }
    } catch (trouble) {
      this.undo();
      throw trouble;
    }
    quieten(this.plot);
    this.plot.on("plotly_afterplot", () => quieten(this.plot));
  }

  undo() {
    this.place.hidden = true;
    this.plot.remove();
  }

  get whole() {
    return [-0.5, this.figure.periods.length - 0.5];
  }

  get range() {
    return this.plot.layout.xaxis.range;
  }

  async show(range) {
    await Plotly.relayout(this.plot, { "xaxis.range": [...range] });
  }

  async refit() {
    const narrow = this.place.clientWidth < WIDE;
    if (narrow !== this.narrow) {
      this.narrow = narrow;
      const layout = laidOut(this.figure, this.place.clientWidth);
      layout.xaxis.range = [...this.range];
      await Plotly.react(this.plot, this.figure.data, layout, this.figure.config);
    }
  }

  // The picture with its heading in it: whoever gets it without the page must know what it is.
  async picture() {
    const said = this.figure.image;
    const layout = laidOut(this.figure, 1200);
    const lines = [said.heading, ...said.lines];
    layout.xaxis.range = [...this.range];
    const room = 20 * lines.length + 12;
    layout.margin.t += room;
    layout.annotations.push({
      text: lines.map((line) => line.replaceAll("&", "&amp;").replaceAll("<", "&lt;")).join("<br>"),
      xref: "paper", x: 0, xanchor: "left", yref: "paper", y: 1, yanchor: "bottom", yshift: 14,
      align: "left", showarrow: false, font: { size: 15, color: layout.hoverlabel.font.color },
    });
    const height = layout.height + room;
    return Plotly.toImage(
      { data: this.figure.data, layout: { ...layout, autosize: false }, config: this.figure.config },
      { format: "svg", width: 1200, height },
    );
  }
}

function saved(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

// Plotly's own way to a PNG goes over an address the policy refuses; over the SVG it is allowed.
async function png(address) {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = 2 * picture.naturalWidth;
  canvas.height = 2 * picture.naturalHeight;
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

function held(value, least, most) {
  return Math.min(Math.max(value, least), most);
}

// The same time on another chart: one period is one step along a chart, however long it is.
function moved(place, from, to) {
  const at = held(Math.floor(place + 0.5), 0, from.length - 1);
  const [begins, ends] = from[at];
  const day = begins + (place + 0.5 - at) * (ends - begins);
  const next = to.findIndex((period) => day < period[1]);
  const step = next < 0 ? to.length - 1 : next;
  return step - 0.5 + held((day - to[step][0]) / (to[step][1] - to[step][0]), 0, 1);
}

// A range of one panel on another: itself where both have the same periods, and never less than two of them.
function carried(range, from, to) {
  if (from === to || from.figure.periods.join() === to.figure.periods.join()) {
    return range;
  }
  if (range[0] <= from.whole[0] && range[1] >= from.whole[1]) {
    return to.whole;
  }
  const [left, right] = range.map((place) => moved(place, from.figure.days, to.figure.days));
  const breadth = held(right - left, Math.min(2, to.figure.periods.length), to.figure.periods.length);
  const first = held(left, to.whole[0], to.whole[1] - breadth);
  return [first, first + breadth];
}

class Zoom {
  constructor(root, panels) {
    this.root = root;
    this.panels = panels;
    this.periods = panels[0].figure.periods;
    this.whole = panels[0].whole;
    this.busy = false;
    for (const panel of panels) {
      panel.plot.on("plotly_relayout", (change) => this.follow(panel, change));
    }
    root.querySelectorAll("[data-zoom-tools]").forEach((tools) => (tools.hidden = false));
    root.addEventListener("click", (event) => this.press(event.target.closest("[data-zoom]")));
    new ResizeObserver(() => panels.forEach((panel) => panel.refit())).observe(root);
    this.say(this.whole);
  }

  // Dragging over one chart zooms all: they show the same time.
  async follow(panel, change) {
    if (!this.busy && Object.keys(change).some((key) => key.startsWith("xaxis."))) {
      await this.show(carried(panel.range, panel, this.panels[0]));
    }
  }

  async show([from, to]) {
    const breadth = held(to - from, 2, this.whole[1] - this.whole[0]);
    const left = held(from, this.whole[0], this.whole[1] - breadth);
    const range = [left, left + breadth];
    this.busy = true;
    await Promise.all(this.panels.map((panel) => panel.show(carried(range, this.panels[0], panel))));
    this.busy = false;
    this.say(range);
  }

  say([from, to]) {
    const first = this.periods[Math.max(0, Math.ceil(from))];
    const last = this.periods[Math.min(this.periods.length - 1, Math.floor(to))];
    this.root.querySelector("[data-zoom-said]").textContent = `Shown: ${first} to ${last}.`;
  }

  async press(button) {
    if (!button) {
      return;
    }
    const [from, to] = this.panels[0].range;
    const breadth = to - from;
    // Nearer keeps the latest periods in sight; farther grows to both sides.
    const moves = {
      in: () => this.show([to - breadth / 2, to]),
      out: () => this.show([from - breadth / 2, to + breadth / 2]),
      earlier: () => this.show([from - breadth / 2, to - breadth / 2]),
      later: () => this.show([from + breadth / 2, to + breadth / 2]),
      all: () => this.show(this.whole),
      png: () => this.save(button, "png"),
      svg: () => this.save(button, "svg"),
    };
    await moves[button.dataset.zoom]();
  }

  async save(button, kind) {
    const wanted = button.dataset.panel;
    for (const panel of this.panels.filter((one) => !wanted || one.place.dataset.figure === wanted)) {
      const address = await panel.picture();
      const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
      const blob = kind === "png" ? await png(address) : new Blob([text], { type: "image/svg+xml" });
      saved(blob, `${panel.figure.image.name}.${kind}`);
    }
  }
}

async function begin(root) {
  const panels = [];
  try {
    await fetched(root.dataset.plotly);
    for (const place of root.querySelectorAll("[data-figure]")) {
      const panel = new Panel(place);
      panels.push(panel);
      await panel.draw();
    }
    if (panels.length) {
      new Zoom(root, panels);
      root.classList.add("board-zoom--on");
    }
  } catch (trouble) {
    panels.forEach((panel) => panel.undo());
    root.querySelector("[data-zoom-failed]").hidden = false;
    console.error(trouble);
  }
}

document.querySelectorAll("[data-plotly]").forEach(begin);
