// The proof follows what is typed: without this file it shows what was saved.
(function () {
  "use strict";
  var form = document.querySelector("form[data-places]");
  var proof = document.querySelector("img[data-proof]");
  if (!form || !proof) return;
  var timer = 0;
  var asked = "";
  function show() {
    var words = new URLSearchParams(new FormData(form));
    words.delete("csrfmiddlewaretoken");
    words.delete("submission_token");
    var address = proof.dataset.proof + "?" + words;
    if (address === asked) return;
    asked = address;
    // The old picture stays until the new one is there; what cannot be drawn changes nothing.
    var next = new Image();
    next.onload = function () {
      if (address === asked) proof.src = address;
    };
    next.src = address;
  }
  form.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(show, 600);
  });
})();
