// The editor's manners. Without it every piece is saved by its own button.
(function () {
  "use strict";
  document.documentElement.classList.add("scripted");

  // Boxes as high as their words: all made small, all measured, all set, so that the page is laid out only twice.
  function growAll(inside) {
    var boxes = Array.prototype.filter.call(inside.querySelectorAll("textarea"), function (box) { return box.offsetParent; });
    boxes.forEach(function (box) { box.rows = 1; });
    var looks = boxes.length && getComputedStyle(boxes[0]);
    var line = looks && parseFloat(looks.lineHeight);
    var edge = looks && parseFloat(looks.paddingTop) + parseFloat(looks.paddingBottom);
    var rows = boxes.map(function (box) { return Math.max(1, Math.round((box.scrollHeight - edge) / line)); });
    boxes.forEach(function (box, place) { box.rows = rows[place]; });
  }
  if (document.querySelector(".nodes")) growAll(document.querySelector(".nodes"));
  document.addEventListener("input", function (event) {
    if (event.target.matches(".nodes textarea")) growAll(event.target.parentNode);
  });

  // The list of parts on phones goes at once; without script its button does.
  var jump = document.getElementById("den");
  if (jump && jump.closest(".jump")) {
    jump.addEventListener("change", function () {
      var there = document.getElementById("n-" + jump.value);
      if (there) there.scrollIntoView(); else jump.form.submit();
    });
  }

  // A new piece is there to be typed into.
  var there = location.hash && document.querySelector(location.hash.replace(/[^#\w-]/g, ""));
  var box = there && there.matches(".node") && there.querySelector("input[type=text], textarea");
  if (box && !box.value) window.addEventListener("load", function () { setTimeout(function () { box.focus(); }, 50); });

  // One menu of a piece at a time; it closes by Esc, or when one goes elsewhere.
  document.addEventListener("toggle", function (event) { if (event.target.closest && event.target.closest(".nodes")) growAll(event.target); }, true);
  function closeMenus(but) {
    document.querySelectorAll(".node-tools[open]").forEach(function (menu) { if (menu !== but) menu.open = false; });
  }
  document.addEventListener("click", function (event) { closeMenus(event.target.closest(".node-tools")); });
  document.addEventListener("focusin", function (event) { closeMenus(event.target.closest(".node-tools")); });
  document.addEventListener("keydown", function (event) {
    var menu = event.key === "Escape" && document.querySelector(".node-tools[open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  function forget(key) { try { localStorage.removeItem("ktd:" + key); } catch (error) { /* forbidden */ } }

  // A refusal (somebody was faster, a heading too long) is shown in the place of the piece.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var status = event.detail.xhr.status;
    if ((status === 409 || status === 422) && event.detail.xhr.getResponseHeader("HX-Retarget")) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  // A box whose words have arrived is not sent again when it is left: its defaultValue is what the server has.
  document.addEventListener("htmx:beforeRequest", function (event) {
    var box = event.detail.elt;
    if (box.matches && box.matches(".node-form .form-control") && box.value === box.defaultValue) event.preventDefault();
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.target.closest && event.target.closest("form.node-form");
    if (!form || !event.detail.successful) return;
    var sent = event.detail.requestConfig.parameters;
    var all = ["heading", "body"].every(function (name) {
      var box = form.elements[name];
      if (!box) return true;
      box.defaultValue = String(sent[name] || "").replace(/\r\n/g, "\n");
      return box.defaultValue === box.value;
    });
    // What has arrived need not be kept on this computer any longer.
    if (all) setTimeout(forget, 500, form.dataset.keep);
  });

  // No answer: said where "Đã lưu" would stand; the words stay in the box and on this computer.
  function unsaved(event) {
    var place = event.detail.target;
    if (place && place.matches && place.matches(".saved")) place.textContent = "Chưa lưu được. Nội dung vẫn còn; kiểm tra mạng rồi bấm Lưu.";
  }
  document.addEventListener("htmx:sendError", unsaved);
  document.addEventListener("htmx:responseError", unsaved);

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-drop]");
    if (link) forget(link.dataset.drop);
  });
})();
