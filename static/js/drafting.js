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

  // Ctrl+Alt+Z takes back the last act on the order of the text, Ctrl+Alt+Y does it again; in a box Ctrl+Z is the box's.
  document.addEventListener("keydown", function (event) {
    var wanted = event.ctrlKey && event.altKey && { z: "undo", y: "redo" }[event.key.toLowerCase()];
    var form = wanted && document.querySelector('form[data-step="' + wanted + '"]');
    if (!form) return;
    event.preventDefault();
    form.requestSubmit();
  });

  function forget(form) { try { localStorage.removeItem(form.dataset.keptAs || ""); } catch (error) { /* forbidden */ } }

  // Only the server's own answer for that very text is proof: each saving request carries a number (X-Saving), and the
  // answer names it (X-Saved). A login page, a redirect, a refusal, somebody else's page is no answer.
  var number = 0, sentUnder = {};
  function cookie(name) {
    var found = document.cookie.split("; ").filter(function (one) { return one.indexOf(name + "=") === 0; })[0];
    return found ? found.slice(name.length + 1) : "";
  }
  document.addEventListener("htmx:configRequest", function (event) {
    var form = event.target.closest && event.target.closest("form.node-form");
    if (!form) return;
    number += 1;
    var name = String(Date.now()) + "-" + number;
    event.detail.headers["X-Saving"] = name;
    // Whoever logged in again in another tab has a new token; the page's own is the old one.
    var token = cookie("__Host-csrf") || cookie("csrf");
    if (token) event.detail.parameters.csrfmiddlewaretoken = token;
    sentUnder[name] = { heading: event.detail.parameters.heading, body: event.detail.parameters.body };
  });
  function savedUnder(detail) {
    var name = detail.requestConfig && detail.requestConfig.headers && detail.requestConfig.headers["X-Saving"];
    return name && detail.xhr.status === 200 && detail.xhr.getResponseHeader("X-Saved") === name ? name : "";
  }

  // A refusal (somebody was faster, a heading too long) is shown in the place of the piece; anything else that is not
  // the answer to this saving is shown nowhere.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var detail = event.detail, status = detail.xhr.status;
    if ((status === 409 || status === 422) && detail.xhr.getResponseHeader("HX-Retarget")) {
      detail.shouldSwap = true;
      detail.isError = false;
    } else if (detail.requestConfig && detail.requestConfig.headers["X-Saving"] && !savedUnder(detail)) {
      detail.shouldSwap = false;
      unsaved(event);
    }
  });

  // A box whose words have arrived is not sent again when it is left: its defaultValue is what the server has.
  document.addEventListener("htmx:beforeRequest", function (event) {
    var box = event.detail.elt;
    if (box.matches && box.matches(".node-form .form-control") && box.value === box.defaultValue) event.preventDefault();
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.target.closest && event.target.closest("form.node-form");
    var name = form && savedUnder(event.detail);
    if (!name) return;
    var sent = sentUnder[name];
    var all = ["heading", "body"].every(function (part) {
      var box = form.elements[part];
      if (!box) return true;
      box.defaultValue = String(sent[part] || "").replace(/\r\n/g, "\n");
      return box.defaultValue === box.value;
    });
    if (all) forget(form);
    delete sentUnder[name];
  });

  // No answer: said where "Đã lưu" would stand; the words stay in the box and on this computer.
  function unsaved(event) {
    var detail = event.detail, place = detail.target;
    var form = event.target.closest && event.target.closest("form.node-form");
    if (form) place = form.querySelector(".saved");
    if (!place || !place.matches || !place.matches(".saved")) return;
    var lapsed = detail.xhr && detail.xhr.status === 401;
    place.textContent = lapsed ? "Chưa lưu được: phiên đăng nhập đã hết. Nội dung vẫn còn ở đây. " : "Chưa lưu được. Nội dung vẫn còn; kiểm tra mạng rồi bấm Lưu.";
    if (!lapsed) return;
    var link = document.createElement("a");
    link.href = "/dang-nhap/";
    link.target = "_blank";
    link.textContent = "Đăng nhập lại ở cửa sổ mới";
    place.append(link, " rồi bấm Lưu.");
  }
  document.addEventListener("htmx:sendError", unsaved);
  document.addEventListener("htmx:timeout", unsaved);
  document.addEventListener("htmx:responseError", unsaved);

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-drop]");
    var form = link && link.closest("form");
    if (form) forget(form);
  });
})();
