// Small manners of every page. Nothing here is needed: without it every form still works.
(function () {
  "use strict";

  // What was not saved takes the focus, and the tab's title says so.
  var summary = document.querySelector(".error-summary, .both-texts");
  if (summary) {
    summary.focus();
    document.title = "Chưa lưu: " + document.title;
    summary.addEventListener("click", function (event) {
      var link = event.target.closest("a[href^='#']");
      var box = link && document.getElementById(link.hash.slice(1));
      if (!box) return;
      event.preventDefault();
      box.scrollIntoView({ block: "center" });
      box.focus();
    });
  }

  // <form data-confirm="Thu hồi quyết định số 12?" data-confirm-button="Thu hồi">: asks once more.
  function ask(question, word, go) {
    var dialog = document.createElement("dialog");
    dialog.className = "ask";
    var text = document.createElement("p");
    text.className = "h3";
    text.id = "ask-question";
    text.textContent = question;
    dialog.setAttribute("aria-labelledby", text.id);
    var buttons = document.createElement("div");
    buttons.className = "buttons";
    [["btn btn-secondary", "Quay lại", null], ["btn btn-danger", word, go]].forEach(function (kind) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = kind[0];
      button.textContent = kind[1];
      button.addEventListener("click", function () {
        dialog.close();
        if (kind[2]) kind[2]();
      });
      buttons.append(button);
    });
    dialog.append(text, buttons);
    dialog.addEventListener("close", function () { dialog.remove(); });
    document.body.append(dialog);
    dialog.showModal();
  }

  // A form that is on its way is not sent again (the server refuses a second one anyway).
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.confirm && !form.dataset.confirmed) {
      event.preventDefault();
      var pressed = event.submitter;
      ask(form.dataset.confirm, form.dataset.confirmButton || "Tiếp tục", function () {
        form.dataset.confirmed = "1";
        form.requestSubmit(pressed || undefined);
      });
      return;
    }
    if ((form.method || "").toLowerCase() !== "post" || form.hasAttribute("data-hx-post")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      delete form.dataset.confirmed;
    });
  });

  // The box for a file speaks Vietnamese, whatever the browser speaks: ours lies under the browser's own, unseen one.
  document.querySelectorAll("input[type=file]").forEach(function (box) {
    var frame = document.createElement("span");
    frame.className = "file-box form-control" + (box.classList.contains("is-invalid") ? " is-invalid" : "");
    ["file-word", "file-name"].forEach(function (part) {
      var text = document.createElement("span");
      text.className = part;
      text.setAttribute("aria-hidden", "true");
      frame.append(text);
    });
    box.before(frame);
    frame.append(box);
    function say() {
      var names = Array.from(box.files, function (file) { return file.name; });
      frame.firstChild.textContent = names.length ? "Chọn tệp khác" : "Chọn tệp";
      frame.children[1].textContent = names.join(", ") || "Chưa chọn tệp";
    }
    box.addEventListener("change", say);
    window.addEventListener("pageshow", say);
    say();
  });

  // A page that waits for the answer to a file sends its form again by itself.
  var again = document.querySelector("form[data-send-again]");
  if (again) {
    window.setTimeout(function () { again.requestSubmit(); }, Number(again.dataset.sendAgain));
  }

  // The account menu closes when one clicks elsewhere or presses Esc.
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.account[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) menu.open = false;
    });
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    document.querySelectorAll("details.account[open]").forEach(function (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });

  // On a phone the menu runs out of the window: the page one is on stands in view.
  var here = document.querySelector(".menu a[aria-current]");
  if (here) {
    var list = here.closest("ul");
    list.scrollLeft += here.getBoundingClientRect().left - list.getBoundingClientRect().left - 48;
  }

  // <button type="button" class="print-button" hidden>In</button> shows only where printing by script works.
  document.querySelectorAll(".print-button").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
})();
