// Keeps what is typed on this computer until the server says that this very text has arrived, so that a lapsed login, a
// cut line, a stopped server or a closed tab costs nothing. One entry a person, page and form; secrets and files never.
(function () {
  "use strict";
  var OLDEST = 7 * 24 * 3600 * 1000;
  var PREFIX = "ktd:";
  var account = document.body.dataset.account || "";

  function read(key) {
    try {
      var kept = JSON.parse(localStorage.getItem(key));
      return kept && kept.values ? kept : null;
    } catch (error) { return null; }
  }
  function forget(key) { try { localStorage.removeItem(key); } catch (error) { /* forbidden */ } }
  function allKeys() {
    try { return Object.keys(localStorage).filter(function (key) { return key.indexOf(PREFIX) === 0; }); } catch (error) { return []; }
  }

  // The cookie names the forms that the server has accepted (records/submission): their copies may go.
  var told = document.cookie.split("; ").filter(function (one) { return one.indexOf("da-nhan=") === 0; })[0] || "";
  var accepted = told.slice("da-nhan=".length).split(".");
  allKeys().forEach(function (key) {
    var kept = read(key);
    if (!kept || Date.now() - kept.at > OLDEST || (kept.sent && accepted.indexOf(kept.sent) > -1)) forget(key);
  });

  function boxesOf(form) {
    return Array.prototype.filter.call(form.elements, function (box) {
      if (!box.name || box.readOnly || box.autocomplete === "one-time-code") return false;
      return box.tagName === "TEXTAREA" || box.tagName === "SELECT" ||
        (box.tagName === "INPUT" && ["hidden", "password", "file", "submit", "button", "image", "reset"].indexOf(box.type) < 0);
    });
  }
  function valuesOf(boxes) {
    var kept = {};
    boxes.forEach(function (box) {
      if (box.type === "radio") {
        if (box.checked) kept[box.name] = [box.value];
        else if (!kept[box.name]) kept[box.name] = [];
      } else if (box.type === "checkbox") {
        kept[box.name] = kept[box.name] || [];
        if (box.checked) kept[box.name].push(box.value);
      } else if (box.tagName === "SELECT") {
        kept[box.name] = Array.prototype.filter.call(box.options, function (one) { return one.selected; }).map(function (one) { return one.value; });
      } else {
        kept[box.name] = (kept[box.name] || []).concat(box.value);
      }
    });
    return kept;
  }
  function putBack(boxes, kept) {
    var next = {};
    boxes.forEach(function (box) {
      var values = kept[box.name];
      if (!values) return;
      if (box.type === "radio" || box.type === "checkbox") box.checked = values.indexOf(box.value) > -1;
      else if (box.tagName === "SELECT") Array.prototype.forEach.call(box.options, function (one) { one.selected = values.indexOf(one.value) > -1; });
      else {
        var place = next[box.name] || 0;
        next[box.name] = place + 1;
        if (values[place] !== undefined) box.value = values[place];
      }
      box.dispatchEvent(new Event("input", { bubbles: true }));
      box.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }
  function same(one, other) { return JSON.stringify(one).replace(/\\r\\n/g, "\\n") === JSON.stringify(other).replace(/\\r\\n/g, "\\n"); }

  function labelOf(box) {
    var label = box.labels && box.labels[0];
    var group = (box.type === "radio" || box.type === "checkbox") && box.closest("fieldset");
    var words = (group && group.querySelector("legend")) || label;
    return words ? words.innerText.trim() : box.getAttribute("aria-label") || "Ô nhập";
  }
  function shown(box, values, form) {
    return values.map(function (value) {
      if (box.tagName === "SELECT") {
        var option = Array.prototype.filter.call(box.options, function (one) { return one.value === value; })[0];
        return option ? option.text : value;
      }
      if (box.type === "radio" || box.type === "checkbox") {
        var one = Array.prototype.filter.call(form.elements[box.name].length ? form.elements[box.name] : [box], function (other) { return other.value === value; })[0];
        return one && one.labels && one.labels[0] ? one.labels[0].innerText.trim() : value;
      }
      return value;
    }).join("\n") || "(trống)";
  }

  function element(name, className, words) {
    var made = document.createElement(name);
    if (className) made.className = className;
    if (words) made.textContent = words;
    return made;
  }

  // What was typed and has not arrived, offered beside what stands on the page now.
  function offer(form, key, boxes, kept) {
    var now = valuesOf(boxes), bar = element("div", "bar bar-warn kept"), inside = element("div");
    bar.setAttribute("role", "status");
    var at = new Date(kept.at);
    function two(number) { return (number < 10 ? "0" : "") + number; }
    inside.append(element("p", "", "Trên máy này còn lưu tạm nội dung nhập lúc " + two(at.getHours()) + ":" + two(at.getMinutes()) + " ngày " +
      two(at.getDate()) + "/" + two(at.getMonth() + 1) + "/" + at.getFullYear() + " mà chưa gửi được."));
    var details = element("details"), seen = {};
    details.append(element("summary", "", "So sánh với nội dung trên trang"));
    boxes.forEach(function (box) {
      if (seen[box.name] || !kept.values[box.name] || same(kept.values[box.name], now[box.name])) return;
      seen[box.name] = true;
      var columns = element("div", "columns columns-even both");
      [["trên trang", now[box.name]], ["đã nhập", kept.values[box.name]]].forEach(function (side) {
        var column = element("div");
        column.append(element("h3", "", labelOf(box) + ": " + side[0]), element("p", "lines", shown(box, side[1], form)));
        columns.append(column);
      });
      details.append(columns);
    });
    inside.append(details);
    var buttons = element("div", "buttons");
    [["Khôi phục nội dung", function () { putBack(boxes, kept.values); }], ["Xóa nội dung", function () { forget(key); }]].forEach(function (kind) {
      var button = element("button", "btn btn-secondary", kind[0]);
      button.type = "button";
      button.addEventListener("click", function () { bar.remove(); kind[1](); });
      buttons.append(button);
    });
    inside.append(buttons);
    bar.append(inside);
    form.prepend(bar);
  }

  function addressOf(form) {
    var action = form.getAttribute("action");
    var url = new URL(action || location.href, location.href);
    return url.pathname + (action ? "" : url.search);
  }

  var places = {};
  document.querySelectorAll("form").forEach(function (form) {
    if (!account || (form.method || "").toLowerCase() !== "post") return;
    var boxes = boxesOf(form);
    if (!boxes.length) return;
    var name = form.dataset.keep || addressOf(form);
    places[name] = (places[name] || 0) + 1;
    var key = PREFIX + account + ":" + name + (places[name] > 1 ? "#" + places[name] : "");
    form.dataset.keptAs = key;

    function write(sent) {
      try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), sent: sent || "", values: valuesOf(boxes) })); } catch (error) { /* full or forbidden */ }
    }

    var kept = read(key);
    // What was sent and came back in the form (refused, somebody was faster) is still nowhere but here: it stays.
    if (kept && same(kept.values, valuesOf(boxes))) { if (!kept.sent) forget(key); } else if (kept) offer(form, key, boxes, kept);

    form.addEventListener("input", function () { write(); });
    form.addEventListener("change", function () { write(); });
    form.addEventListener("submit", function () {
      var token = form.elements.submission_token;
      if (read(key)) write(token ? token.value.split(".")[0] : "");
    });
  });
})();
