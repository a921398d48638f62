// Keeps what is typed in <form data-keep="du-thao-7"> on this computer until the server has taken it,
// so that a lapsed login or a closed tab costs nothing. The key names the form and the account.
(function () {
  "use strict";
  var OLDEST = 7 * 24 * 3600 * 1000;

  // A page that says "đã lưu" (data-taken) is the proof that what was sent has arrived.
  if (document.querySelector("[data-taken]")) {
    Object.keys(localStorage).forEach(function (key) {
      if (key.indexOf("ktd:") === 0 && (localStorage.getItem(key) || "").indexOf('"sent":true') > -1) localStorage.removeItem(key);
    });
  }

  document.querySelectorAll("form[data-keep]").forEach(function (form) {
    var key = "ktd:" + form.dataset.keep;
    var boxes = Array.prototype.filter.call(form.elements, function (box) {
      return box.name && (box.tagName === "TEXTAREA" || box.type === "text");
    });

    function values() {
      var kept = {};
      boxes.forEach(function (box) { kept[box.name] = box.value; });
      return kept;
    }
    function read() {
      try {
        var kept = JSON.parse(localStorage.getItem(key));
        return kept && Date.now() - kept.at < OLDEST ? kept.values : null;
      } catch (error) { return null; }
    }
    function write(sent) {
      try { localStorage.setItem(key, JSON.stringify({ at: Date.now(), sent: sent === true, values: values() })); } catch (error) { /* full or forbidden */ }
    }

    var kept = read();
    var differs = kept && boxes.some(function (box) {
      return kept[box.name] !== undefined && kept[box.name] !== box.value;
    });
    if (kept && !differs) localStorage.removeItem(key);
    if (differs) {
      var bar = document.createElement("div");
      bar.className = "bar bar-warn";
      bar.setAttribute("role", "status");
      var inside = document.createElement("div");
      var words = document.createElement("p");
      words.textContent = "Trên máy này còn nội dung đã gõ mà chưa gửi.";
      var buttons = document.createElement("div");
      buttons.className = "buttons";
      [["Lấy lại nội dung đó", function () {
        boxes.forEach(function (box) {
          if (kept[box.name] === undefined) return;
          box.value = kept[box.name];
          box.dispatchEvent(new Event("input", { bubbles: true }));
        });
      }], ["Bỏ nội dung đó", function () { localStorage.removeItem(key); }]].forEach(function (kind) {
        var button = document.createElement("button");
        button.type = "button";
        button.className = "btn btn-secondary";
        button.textContent = kind[0];
        button.addEventListener("click", function () { kind[1](); bar.remove(); });
        buttons.append(button);
      });
      inside.append(words, buttons);
      bar.append(inside);
      form.prepend(bar);
    }

    var waiting;
    form.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(write, 400);
    });
    form.addEventListener("submit", function () {
      clearTimeout(waiting);
      write(true);
    });
  });
})();
