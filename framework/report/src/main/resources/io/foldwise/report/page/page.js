"use strict";
(function () {
  var data = JSON.parse(document.getElementById("data").textContent);
  var drawn = [];

  function colour(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  function faded(hex, alpha) {
    return hex + Math.round(alpha * 255).toString(16).padStart(2, "0");
  }

  function shown(number) {
    if (number === null || number === undefined) return "";
    if (number === 0) return "0";
    var size = Math.abs(number);
    return size < 1e-3 || size >= 1e6 ? number.toExponential(1) : String(Number(number.toPrecision(4)));
  }

  /* Dashes tell lines apart without colours. */
  var DASHES = [[], [6, 3], [2, 3], [8, 3, 2, 3], [12, 4]];

  /* Steps between epochs or trials, of which there are no halves. */
  var WHOLE = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000];

  function series(line, place) {
    var tint = colour("c" + (place % 8));
    var ink = colour("ink");
    var soft = colour("soft");
    var known = line.y.filter(function (v) { return v !== null; });
    var one = { label: line.name, value: function (u, v) { return shown(v); }, spanGaps: true, points: { show: known.length < 3 } };
    switch (line.role) {
      case "mean": one.stroke = ink; one.width = 2.5; break;
      case "low": case "high": one.stroke = faded(soft, 0.5); one.width = 1; one.points = { show: false }; break;
      case "reference": one.stroke = soft; one.dash = [4, 4]; one.width = 1; one.points = { show: false }; break;
      case "points": one.stroke = tint; one.width = 0; one.paths = function () { return null; };
        one.points = { show: true, size: 5, fill: tint, stroke: tint }; break;
      case "steps": one.stroke = tint; one.width = 2; one.dash = DASHES[place % 5]; one.fill = faded(tint, 0.12);
        one.paths = uPlot.paths.stepped({ align: 1 }); break;
      case "good": one.stroke = colour("c0"); one.width = 1.2; break;
      case "faint": one.stroke = faded(soft, 0.55); one.width = 1; one.dash = [3, 3]; break;
      default: one.stroke = tint; one.width = 1.3; one.dash = DASHES[place % 5];
    }
    return one;
  }

  function bands(lines) {
    var found = [];
    lines.forEach(function (line, place) {
      var next = lines[place + 1];
      if (line.role === "high" && next && next.role === "low") {
        found.push({ series: [place + 1, place + 2], fill: faded(colour("soft"), 0.18) });
      }
    });
    return found;
  }

  function axis(label, size) {
    var ink = colour("ink");
    var rule = colour("rule");
    return {
      label: label, stroke: ink, size: size, labelSize: 20, labelFont: "12px sans-serif", font: "12px sans-serif",
      grid: { stroke: rule, width: 1 }, ticks: { stroke: rule, width: 1 },
      values: function (u, ticks) { return ticks.map(shown); }
    };
  }

  function lines(variant, place) {
    var width = Math.max(240, place.clientWidth);
    var many = variant.lines.length > 9;
    var across = axis(variant.xLabel, 34);
    if (variant.x.every(Number.isInteger)) across.incrs = WHOLE;
    var options = {
      width: width, height: Math.round(Math.max(220, Math.min(340, width * 0.6))),
      scales: {
        x: { time: false, range: variant.xRange ? function () { return variant.xRange; } : undefined },
        y: { distr: variant.logarithmic ? 3 : 1, range: variant.yRange ? function () { return variant.yRange; } : undefined }
      },
      axes: [across, axis(variant.yLabel, 66)],
      legend: { show: !many },
      cursor: { drag: { setScale: false } },
      series: [{ label: variant.xLabel, value: function (u, v) { return shown(v); } }].concat(variant.lines.map(series)),
      bands: bands(variant.lines)
    };
    var numbers = [variant.x].concat(variant.lines.map(function (line) { return line.y; }));
    return new uPlot(options, numbers, place);
  }

  function element(name, attributes, text) {
    var made = document.createElementNS("http://www.w3.org/2000/svg", name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text !== undefined) made.textContent = text;
    return made;
  }

  /* Trials as lines over one upright axis for each key; the better, the stronger. */
  function parallel(chart, place) {
    var axes = chart.axes;
    var across = Math.max(place.clientWidth, axes.length * 92);
    var height = 300;
    var top = 44;
    var bottom = height - 14;
    var left = 46;
    var step = (across - left - 60) / Math.max(1, axes.length - 1);
    var svg = element("svg", { viewBox: "0 0 " + across + " " + height, width: across, height: height, "aria-hidden": "true" });
    function y(share) { return bottom - share * (bottom - top); }
    var last = axes[axes.length - 1];
    var order = last.places.map(function (share, trial) { return trial; }).sort(function (a, b) {
      return (last.places[a] === null ? -1 : last.places[a]) - (last.places[b] === null ? -1 : last.places[b]);
    });
    order.forEach(function (trial) {
      var merit = last.places[trial];
      var points = [];
      axes.forEach(function (each, number) {
        if (each.places[trial] !== null) points.push((left + number * step).toFixed(1) + "," + y(each.places[trial]).toFixed(1));
      });
      svg.appendChild(element("polyline", {
        points: points.join(" "), fill: "none", stroke: merit === null ? colour("soft") : colour("c0"),
        "stroke-width": merit === null ? 0.6 : (0.6 + 1.6 * merit).toFixed(2),
        "stroke-opacity": merit === null ? 0.3 : (0.15 + 0.8 * merit * merit).toFixed(2)
      }));
    });
    axes.forEach(function (each, number) {
      var x = left + number * step;
      svg.appendChild(element("line", { x1: x, x2: x, y1: top, y2: bottom, stroke: colour("ink"), "stroke-width": 1 }));
      var name = each.name.length > 22 ? "…" + each.name.slice(-21) : each.name;
      svg.appendChild(element("text", { x: x, y: 14 + (number % 2) * 15, "text-anchor": number === 0 ? "start" : number === axes.length - 1 ? "end" : "middle", "font-size": 11, "font-weight": 600, fill: colour("ink"), dx: number === 0 ? -40 : number === axes.length - 1 ? 55 : 0 }, name));
      each.ticks.forEach(function (tick) {
        svg.appendChild(element("text", { x: x + 4, y: y(tick.place) + 4, "font-size": 10, fill: colour("ink"), stroke: colour("paper"), "stroke-width": 3, "paint-order": "stroke" }, tick.text.length > 14 ? tick.text.slice(0, 13) + "…" : tick.text));
      });
    });
    place.classList.add("parallel");
    place.style.overflowX = "auto";
    svg.style.width = across + "px";
    place.appendChild(svg);
  }

  function draw(state) {
    if (state.plot) state.plot.destroy();
    state.plot = null;
    state.place.textContent = "";
    if (state.place.clientWidth === 0) return; /* in a closed block: drawn when that opens */
    if (state.chart.type === "parallel") parallel(state.chart, state.place);
    else state.plot = lines(state.chart.variants[state.variant], state.place);
    state.width = state.place.clientWidth;
  }

  function redraw() { drawn.forEach(draw); }

  document.querySelectorAll("figure[data-chart]").forEach(function (figure) {
    var chart = data[figure.dataset.chart];
    var state = { chart: chart, place: figure.querySelector(".plot"), variant: 0, plot: null };
    if (chart.variants.length > 1) {
      var label = document.createElement("label");
      label.textContent = "Show ";
      var choice = document.createElement("select");
      chart.variants.forEach(function (variant, number) {
        var option = document.createElement("option");
        option.value = number;
        option.textContent = variant.name;
        choice.appendChild(option);
      });
      choice.addEventListener("change", function () {
        state.variant = Number(choice.value);
        draw(state);
      });
      label.appendChild(choice);
      figure.querySelector(".controls").appendChild(label);
    }
    drawn.push(state);
    draw(state);
  });

  document.querySelectorAll("details").forEach(function (details) { details.addEventListener("toggle", redraw); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  window.addEventListener("beforeprint", redraw);
  window.addEventListener("afterprint", redraw);
  var waiting = null;
  window.addEventListener("resize", function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () {
      drawn.forEach(function (state) { if (state.place.clientWidth !== state.width) draw(state); });
    }, 150);
  });

  var seconds = Number(document.body.dataset.live || 0);
  if (seconds > 0) {
    var box = document.createElement("label");
    box.className = "live";
    var tick = document.createElement("input");
    tick.type = "checkbox";
    tick.checked = location.hash !== "#paused";
    tick.addEventListener("change", function () { history.replaceState(null, "", tick.checked ? location.pathname : "#paused"); });
    box.appendChild(tick);
    box.appendChild(document.createTextNode(" reload every " + seconds + " seconds"));
    document.querySelector("main").appendChild(box);
    setInterval(function () { if (tick.checked && !document.hidden) location.reload(); }, seconds * 1000);
  }
})();
