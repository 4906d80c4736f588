"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const el = id => document.getElementById(id);
  const svg = document.querySelector("svg.fsm");
  const root = document.documentElement;
  const byState = new Map();
  const byRow = new Map();
  const links = [];

  // ---- the picture
  for (const g of svg.querySelectorAll(".state, .ghost")) {
    const name = g.dataset.state;
    if (!byState.has(name)) byState.set(name, []);
    byState.get(name).push(g);
  }
  for (const g of svg.querySelectorAll("[data-rows]")) {
    for (const row of g.dataset.rows.split(" ")) {
      if (!byRow.has(row)) byRow.set(row, []);
      byRow.get(row).push(g);
    }
    if (g.dataset.from !== undefined) links.push(g);
  }
  for (const tr of document.querySelectorAll("tr[data-row]")) {
    if (!byRow.has(tr.dataset.row)) byRow.set(tr.dataset.row, []);
    byRow.get(tr.dataset.row).push(tr);
  }

  let kept = null;
  const dim = near => {
    for (const old of svg.querySelectorAll(".near")) old.classList.remove("near");
    svg.classList.toggle("focused", near.length > 0);
    for (const g of near) g.classList.add("near");
  };
  const aroundState = name => {
    const near = [...(byState.get(name) || [])];
    for (const g of links) {
      if (g.dataset.from === name || g.dataset.to === name) {
        near.push(g, ...(byState.get(g.dataset.from) || []), ...(byState.get(g.dataset.to) || []));
      }
    }
    return near;
  };
  const aroundLine = line => {
    const near = [...(byState.get(line.dataset.from) || []), ...(byState.get(line.dataset.to) || [])];
    for (const g of links) if (g.dataset.rows === line.dataset.rows) near.push(g);
    return near;
  };
  const rest = () => dim(kept ? aroundState(kept) : []);
  svg.addEventListener("mouseover", event => {
    const state = event.target.closest("[data-state]");
    const line = event.target.closest("[data-from]");
    if (state) dim(aroundState(state.dataset.state));
    else if (line) dim(aroundLine(line));
    else rest();
  });
  svg.addEventListener("mouseleave", rest);
  svg.addEventListener("click", event => {
    const state = event.target.closest("[data-state]");
    if (event.target.closest("a")) return;
    kept = state && kept !== state.dataset.state ? state.dataset.state : null;
    rest();
  });

  // ---- dark or light, keys
  const theme = dark => {
    root.dataset.theme = dark ? "dark" : "light";
    el("dark").setAttribute("aria-pressed", String(dark));
    el("dark").textContent = dark ? "Light" : "Dark";
    drawChart();
  };
  el("dark").onclick = () => theme(root.dataset.theme !== "dark");
  const sizes = ["Width", "Whole", "Full size"];
  const whole = () => {
    const size = (sizes.indexOf(el("whole").textContent) + 1) % sizes.length;
    el("whole").textContent = sizes[size];
    document.body.classList.toggle("whole", size === 1);
    document.body.classList.toggle("full", size === 2);
    schedule();
  };
  el("whole").onclick = whole;
  el("help").onclick = () => {
    el("keys").hidden = !el("keys").hidden;
    el("help").setAttribute("aria-expanded", String(!el("keys").hidden));
  };

  // ---- the player
  const steps = data.events.length;
  const keyState = new Int32Array(data.keys.length).fill(-1);
  const before = data.changes.map(c => new Int32Array(c.length / 5));
  const counts = new Int32Array(data.words.length);
  const badges = new Map();
  let position = 0; // steps that have been applied
  let playing = false;
  let lastTime = 0;
  let due = 0;
  const placeOf = data.keys.map(key => data.places.indexOf(key.slice(key.lastIndexOf("@") + 1)));
  let place = -1; // the number of the place that is looked at alone, -1 for all
  const isSeen = key => place < 0 || placeOf[key] === place;
  let filterKeys = null; // a set of key numbers, null for all
  let filterActors = null; // a set of actors, null for all
  let matches = null; // numbers of the steps that match, from 1, null for all
  let marked = [];

  const apply = step => {
    const c = data.changes[step];
    for (let i = 0; i < c.length; i += 5) {
      before[step][i / 5] = keyState[c[i]];
      const seen = isSeen(c[i]) ? 1 : 0;
      if (keyState[c[i]] >= 0) counts[keyState[c[i]]] -= seen;
      keyState[c[i]] = c[i + 3];
      counts[c[i + 3]] += seen;
    }
  };
  const undo = step => {
    const c = data.changes[step];
    for (let i = c.length - 5; i >= 0; i -= 5) {
      const seen = isSeen(c[i]) ? 1 : 0;
      counts[keyState[c[i]]] -= seen;
      keyState[c[i]] = before[step][i / 5];
      if (keyState[c[i]] >= 0) counts[keyState[c[i]]] += seen;
    }
  };
  const recount = () => {
    counts.fill(0);
    keyState.forEach((state, key) => { if (state >= 0 && isSeen(key)) counts[state]++; });
  };
  const go = target => {
    target = Math.max(0, Math.min(steps, target));
    while (position < target) apply(position++);
    while (position > target) undo(--position);
    schedule();
  };

  const rowOf = number => number > 0 ? data.rows[number - 1] : null;
  const said = step => {
    const c = data.changes[step];
    const parts = [];
    for (let i = 0; i < c.length; i += 5) {
      if (!isSeen(c[i]) || (filterKeys && !filterKeys.has(c[i]))) continue;
      const row = rowOf(c[i + 4]);
      if (filterActors && row && !filterActors.has(row.actor)) continue;
      let text = data.keys[c[i]] + ": " + data.words[c[i + 1]] + " \u2192 " + data.words[c[i + 3]];
      if (c[i + 2] !== c[i + 3]) text += " (asked for " + data.words[c[i + 2]] + ")";
      if (row && row.reason) text += ", " + row.reason;
      parts.push(text);
    }
    return parts;
  };
  const time = step => data.unit + " " + data.times[step];
  const numbered = step => (step + 1) + ". " + (data.times[step] === String(step + 1) ? "" : time(step) + ": ");

  const badge = (state, count) => {
    let g = badges.get(state);
    const home = (byState.get(data.words[state]) || []).find(x => x.classList.contains("state"));
    if (!home) return;
    if (!g) {
      const box = home.querySelector("rect").getBBox();
      const ns = "http://www.w3.org/2000/svg";
      g = document.createElementNS(ns, "g");
      g.setAttribute("class", "badge");
      const rect = document.createElementNS(ns, "rect");
      const text = document.createElementNS(ns, "text");
      rect.setAttribute("y", box.y - 9); rect.setAttribute("height", 18); rect.setAttribute("rx", 9);
      text.setAttribute("y", box.y + 4);
      g.append(rect, text);
      g.right = box.x + box.width;
      home.append(g);
      badges.set(state, g);
    }
    const width = 12 + 8 * String(count).length;
    g.firstChild.setAttribute("x", g.right - width / 2);
    g.firstChild.setAttribute("width", width);
    g.lastChild.setAttribute("x", g.right);
    g.lastChild.textContent = count;
    g.style.display = count > 0 ? "" : "none";
  };

  let shown = new Int32Array(data.words.length).fill(-1);
  const mark = (element, name) => {
    element.classList.add(name);
    marked.push([element, name]);
  };
  const highlight = () => {
    for (const [element, name] of marked) element.classList.remove(name);
    marked = [];
    for (let s = 0; s < data.states; s++) {
      if (counts[s] !== shown[s]) {
        shown[s] = counts[s];
        badge(s, counts[s]);
      }
    }
    if (position > 0) {
      const c = data.changes[position - 1];
      for (let i = 0; i < c.length; i += 5) {
        if (!isSeen(c[i])) continue;
        for (const g of byRow.get(String(c[i + 4])) || []) mark(g, "taken");
        for (const g of byState.get(data.words[c[i + 3]]) || []) mark(g, "landed");
      }
    }
    if (filterKeys && filterKeys.size <= 200) {
      for (const key of filterKeys) {
        if (!isSeen(key)) continue;
        for (const g of byState.get(data.words[keyState[key]]) || []) mark(g, "here");
      }
    }
  };

  /** In full size, the state in which something has landed is kept in view. */
  const follow = () => {
    const landed = document.body.classList.contains("full") && svg.querySelector(".state.landed");
    if (!landed) return;
    const picture = el("picture");
    const box = landed.getBoundingClientRect();
    const frame = picture.getBoundingClientRect();
    if (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom) {
      picture.scrollLeft += (box.left + box.right - frame.left - frame.right) / 2;
      picture.scrollTop += (box.top + box.bottom - frame.top - frame.bottom) / 2;
    }
  };

  const item = step => {
    const li = document.createElement("li");
    li.textContent = numbered(step) + data.texts[data.events[step]];
    for (const text of said(step).slice(0, 12)) {
      const small = document.createElement("small");
      small.textContent = text;
      li.append(small);
    }
    if (step + 1 === position) {
      li.className = "current";
      li.setAttribute("aria-current", "step");
    } else if (step >= position) {
      li.className = "later";
    }
    li.onclick = () => go(step + 1);
    return li;
  };
  /** The first match at or after a step, as an index. */
  const matchAt = step => {
    let low = 0, high = matches.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (matches[middle] < step) low = middle + 1; else high = middle;
    }
    return low;
  };
  const story = () => {
    const list = [];
    if (matches) {
      const at = matchAt(position + 1);
      for (let i = Math.max(0, at - 15); i < Math.min(matches.length, at + 10); i++) list.push(matches[i] - 1);
    } else {
      for (let i = Math.max(0, position - 15); i < Math.min(steps, position + 10); i++) list.push(i);
    }
    const ol = el("story");
    ol.replaceChildren(...list.map(item));
    const current = ol.querySelector(".current");
    if (current) ol.scrollTop = current.offsetTop - ol.offsetTop - ol.clientHeight / 2;
  };

  const colors = ["#0062a3", "#b34a00", "#007a56", "#a8377f", "#7a6400", "#5a5a5a"];
  const bright = ["#6db6f2", "#f0a35e", "#4cc79a", "#e08cc0", "#d6c14a", "#b0b0b0"];
  const color = q => (root.dataset.theme === "dark" ? bright : colors)[q % colors.length];
  let chart = null;
  const drawChart = () => {
    if (!steps || !data.queues.length) return;
    const canvas = el("chart");
    canvas.width = Math.max(1, canvas.clientWidth);
    chart = document.createElement("canvas");
    chart.width = canvas.width; chart.height = canvas.height;
    const g = chart.getContext("2d");
    let top = 1;
    for (const s of data.sizes) for (const n of s) if (n > top) top = n;
    g.font = "10px sans-serif";
    g.fillStyle = getComputedStyle(root).getPropertyValue("--soft");
    g.fillText(String(top), 3, 10);
    data.queues.forEach((name, q) => {
      g.strokeStyle = color(q);
      g.lineWidth = 1.4;
      g.beginPath();
      for (let x = 0; x < chart.width; x++) {
        const from = Math.floor(x * steps / chart.width);
        const to = Math.max(from + 1, Math.floor((x + 1) * steps / chart.width));
        let most = 0;
        for (let i = from; i < Math.min(to, steps); i++) most = Math.max(most, data.sizes[i][q]);
        const y = chart.height - 3 - most * (chart.height - 14) / top;
        if (x === 0) g.moveTo(x, y); else g.lineTo(x, y);
      }
      g.stroke();
    });
    [...el("queues").children].forEach((span, q) => { span.firstChild.style.background = color(q); });
    cursor();
  };
  const cursor = () => {
    if (!chart) return;
    const canvas = el("chart");
    const g = canvas.getContext("2d");
    g.clearRect(0, 0, canvas.width, canvas.height);
    g.drawImage(chart, 0, 0);
    g.fillStyle = "#c00000";
    g.fillRect(Math.round(position * (canvas.width - 1) / Math.max(1, steps)), 0, 1.5, canvas.height);
    const sizes = position > 0 ? data.sizes[position - 1] : data.queues.map(() => 0);
    data.queues.forEach((name, q) => { el("queues").children[q].lastChild.textContent = " " + sizes[q]; });
  };

  const now = () => {
    el("position").textContent = "step " + position + " of " + steps;
    el("seek").value = position;
    if (playing) return;
    if (position === 0) {
      el("now").textContent = "The beginning. Space plays, the right arrow takes one step.";
    } else {
      const parts = said(position - 1);
      el("now").textContent = time(position - 1) + ", " + data.texts[data.events[position - 1]] + ". "
        + (parts.length ? parts.slice(0, 6).join("; ") + (parts.length > 6 ? "; and " + (parts.length - 6) + " more" : "") : "Nothing moves")
        + "." + (position === steps && data.ending ? " " + data.ending : "");
    }
  };
  const render = () => {
    due = 0;
    highlight();
    follow();
    story();
    cursor();
    now();
  };
  const schedule = () => { if (!due) due = requestAnimationFrame(render); };

  /** The next position in a direction, under the filter. */
  const beyond = way => {
    if (!matches) return position + way;
    const at = way > 0 ? matchAt(position + 1) : matchAt(position) - 1;
    return at < 0 ? 0 : at >= matches.length ? steps : matches[at];
  };
  const stepBy = (way, times = 1) => {
    pause();
    for (let i = 0; i < times; i++) go(beyond(way));
  };
  let owed = 0;
  const tick = stamp => {
    if (!playing) return;
    owed += Math.min(stamp - lastTime, 250) / 1000 * Number(el("speed").value);
    lastTime = stamp;
    for (; owed >= 1 && position < steps; owed--) go(beyond(1));
    if (position >= steps) pause(); else requestAnimationFrame(tick);
  };
  const play = () => {
    if (position >= steps) go(0);
    playing = true;
    owed = 1;
    lastTime = performance.now();
    el("play").textContent = "\u23F8 Pause";
    el("play").setAttribute("aria-label", "Pause");
    requestAnimationFrame(tick);
  };
  const pause = () => {
    playing = false;
    el("play").textContent = "\u25B6\uFE0F Play";
    el("play").setAttribute("aria-label", "Play");
    schedule();
  };
  const toggle = () => playing ? pause() : play();

  const refilter = () => {
    const text = el("key").value.trim();
    filterKeys = null;
    if (text) {
      filterKeys = new Set();
      data.keys.forEach((key, i) => { if (key === text) filterKeys.add(i); });
      if (!filterKeys.size) data.keys.forEach((key, i) => { if (key.includes(text)) filterKeys.add(i); });
    }
    const boxes = [...el("actors").querySelectorAll("input")];
    filterActors = boxes.every(box => box.checked) ? null : new Set(boxes.filter(box => box.checked).map(box => box.value));
    matches = null;
    if (filterKeys || filterActors || place >= 0) {
      matches = [];
      data.changes.forEach((c, step) => {
        for (let i = 0; i < c.length; i += 5) {
          const row = rowOf(c[i + 4]);
          if (isSeen(c[i]) && (!filterKeys || filterKeys.has(c[i])) && (!filterActors || (row && filterActors.has(row.actor)))) {
            matches.push(step + 1);
            break;
          }
        }
      });
    }
    el("matching").textContent = matches ? matches.length + " of " + steps + " steps" : "";
    schedule();
  };
  /** Looks at one place, or at all. */
  const look = () => {
    place = el("place").selectedIndex - 1;
    recount();
    refilter();
  };
  const jump = text => {
    text = text.trim();
    if (!text) return;
    if (text.startsWith("@")) {
      const at = data.times.indexOf(text.slice(1).trim());
      if (at >= 0) go(at + 1);
      el("now").textContent = at < 0 ? "There is no " + data.unit + " " + text.slice(1) + "." : "";
    } else if (/^\d+$/.test(text) && !data.keys.includes(text)) {
      go(Number(text));
    } else {
      el("key").value = text;
      refilter();
      if (matches && matches.length) go(matches[0]);
    }
  };

  document.addEventListener("keydown", event => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.id !== "seek";
    if (event.key === "Escape") {
      kept = null;
      rest();
      if (steps) { el("key").value = ""; el("place").value = ""; look(); }
      event.target.blur();
      return;
    }
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "d") { theme(root.dataset.theme !== "dark"); return; }
    if (event.key === "w") { whole(); return; }
    if (event.key === "?") { el("help").onclick(); return; }
    if (!steps) return;
    const speed = el("speed");
    const keys = {
      " ": toggle,
      ArrowRight: () => stepBy(1, event.shiftKey ? 10 : 1),
      ArrowLeft: () => stepBy(-1, event.shiftKey ? 10 : 1),
      Home: () => { pause(); go(0); },
      End: () => { pause(); go(steps); },
      "+": () => { speed.selectedIndex = Math.min(speed.options.length - 1, speed.selectedIndex + 1); },
      "-": () => { speed.selectedIndex = Math.max(0, speed.selectedIndex - 1); },
      j: () => el("jump").focus(),
      f: () => el("key").focus(),
      p: () => el("place").focus(),
    };
    if (keys[event.key] && !(event.key === " " && event.target.tagName === "BUTTON")) {
      event.preventDefault();
      keys[event.key]();
    }
  });

  if (steps) {
    el("seek").max = steps;
    el("first").onclick = () => { pause(); go(0); };
    el("last").onclick = () => { pause(); go(steps); };
    el("back").onclick = () => stepBy(-1);
    el("forward").onclick = () => stepBy(1);
    el("play").onclick = toggle;
    el("seek").oninput = () => { pause(); go(Number(el("seek").value)); };
    el("jump").onchange = () => { pause(); jump(el("jump").value); };
    el("key").oninput = refilter;
    el("on").hidden = !data.places.length;
    el("place").append(...data.places.map(name => new Option(name)));
    el("place").onchange = look;
    el("chart").onclick = event => { pause(); go(Math.round(event.offsetX * steps / el("chart").clientWidth)); };
    el("keylist").replaceChildren(...data.keys.slice(0, 500).map(key => { const o = document.createElement("option"); o.value = key; return o; }));
    el("actors").replaceChildren(...data.actors.map(actor => {
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox"; box.checked = true; box.value = actor; box.onchange = refilter;
      label.append(box, " " + actor);
      return label;
    }));
    el("queues").replaceChildren(...data.queues.map((name, q) => {
      const span = document.createElement("span");
      const i = document.createElement("i");
      span.append(i, name, document.createElement("b"));
      return span;
    }));
    if (!data.queues.length) el("chart").hidden = true;
    addEventListener("resize", drawChart);
    const asked = /^#step=(\d+)$/.exec(location.hash);
    go(asked ? Number(asked[1]) : 0);
  }
  theme(matchMedia("(prefers-color-scheme: dark)").matches);
})();
