// Passkeys and codes by mail on pages that ask for a code. Without it the box for the code still works.
(function () {
  "use strict";

  function bytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (letter) { return letter.charCodeAt(0); }).buffer;
  }

  function text(buffer) {
    var plain = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function known(list) {
    return (list || []).map(function (one) { return Object.assign({}, one, { id: bytes(one.id) }); });
  }

  function asked(question) {
    var options = JSON.parse(question);
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    if (options.excludeCredentials) options.excludeCredentials = known(options.excludeCredentials);
    if (options.allowCredentials) options.allowCredentials = known(options.allowCredentials);
    return options;
  }

  function answered(made) {
    var said = made.response;
    var response = { clientDataJSON: text(said.clientDataJSON) };
    if (said.attestationObject) response.attestationObject = text(said.attestationObject);
    if (said.authenticatorData) response.authenticatorData = text(said.authenticatorData);
    if (said.signature) response.signature = text(said.signature);
    if (said.userHandle) response.userHandle = text(said.userHandle);
    if (said.getTransports) response.transports = said.getTransports();
    return JSON.stringify({ id: made.id, rawId: text(made.rawId), type: made.type, response: response });
  }

  function tell(form, sentence) {
    var place = form.querySelector(".way-in-told");
    if (place) place.textContent = sentence;
  }

  var works = window.PublicKeyCredential && navigator.credentials;
  document.querySelectorAll("[data-passkey-question]").forEach(function (button) {
    if (!works) return;
    button.hidden = false;
    document.querySelectorAll("[data-passkey-missing]").forEach(function (words) { words.hidden = true; });
    button.addEventListener("click", function () {
      var form = button.form, options = asked(button.dataset.passkeyQuestion);
      // A box left empty is told before the device is asked.
      var empty = Array.prototype.find.call(form.elements, function (box) {
        var needed = box.type === "password" || box.getAttribute("aria-required") === "true";
        return needed && !box.value && box.name !== "code";
      });
      if (empty) { empty.focus(); tell(form, "Nhập đủ các ô rồi bấm lại."); return; }
      button.disabled = true;
      tell(form, "Làm theo hướng dẫn trên thiết bị.");
      var way = options.user ? navigator.credentials.create({ publicKey: options })
        : navigator.credentials.get({ publicKey: options });
      way.then(function (made) {
        form.elements.namedItem("passkey").value = answered(made);
        form.requestSubmit();
      }).catch(function (problem) {
        button.disabled = false;
        tell(form, problem.name === "InvalidStateError" ? "Thiết bị này đã có khóa truy cập của tài khoản."
          : "Chưa nhận được khóa truy cập. Bấm lại, hoặc dùng cách khác.");
      });
    });
  });

  // The code is sent without leaving the page, so that what was typed stays.
  document.querySelectorAll("[data-mail-code]").forEach(function (button) {
    button.addEventListener("click", function (event) {
      event.preventDefault();
      var form = button.form, sent = new FormData();
      ["csrfmiddlewaretoken", "code_for"].forEach(function (name) { sent.set(name, form.elements.namedItem(name).value); });
      fetch(button.formAction, { method: "POST", body: sent, headers: { "X-Requested-With": "fetch" } })
        .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer); })
        .then(function (sentence) { tell(form, sentence); form.elements.namedItem("code").focus(); })
        .catch(function () { tell(form, "Chưa gửi được mã. Đề nghị bấm lại sau ít phút."); });
    });
  });
})();
