// The reviewer's keys: Ctrl+Enter saves and goes on, Alt+arrows turn over. Every one has its button
// (docs/interface.md: Reviewing).
(function () {
  "use strict";
  var form = document.querySelector("form[data-review]");
  document.addEventListener("keydown", function (event) {
    // Vietnamese typing engines compose letters: a key inside a composition is theirs.
    if (event.isComposing) return;
    if (event.key === "Enter" && event.ctrlKey && form) {
      event.preventDefault();
      form.requestSubmit();
      return;
    }
    if (!event.altKey || event.ctrlKey || event.shiftKey) return;
    var where = event.key === "ArrowRight" ? "[data-next]" : event.key === "ArrowLeft" ? "[data-previous]" : "";
    var link = where && document.querySelector(where);
    if (!link) return;
    event.preventDefault();
    link.click();
  });
})();
