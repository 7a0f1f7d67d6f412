// Passkeys: the browser makes one, or signs with one, and the form is sent with what it said.
// A form says which (data-passkey), and either holds the server's question (data-options) or where to fetch it (data-ask).

const toBytes = (text) => {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};
const toText = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const withBytes = (keys) => (keys ?? []).map((key) => ({ ...key, id: toBytes(key.id) }));

const asked = async (form) => {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.ask, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no question");
  return answer.json();
};

const make = async (question) => {
  const key = question.creation_options.publicKey;
  const made = await navigator.credentials.create({
    publicKey: {
      ...key,
      challenge: toBytes(key.challenge),
      user: { ...key.user, id: toBytes(key.user.id) },
      excludeCredentials: withBytes(key.excludeCredentials),
    },
  });
  return said(made, {
    attestationObject: toText(made.response.attestationObject),
    transports: made.response.getTransports?.() ?? [],
  });
};

const sign = async (question) => {
  const key = question.request_options.publicKey;
  const found = await navigator.credentials.get({
    publicKey: { ...key, challenge: toBytes(key.challenge), allowCredentials: withBytes(key.allowCredentials) },
  });
  const handle = found.response.userHandle;
  return said(found, {
    authenticatorData: toText(found.response.authenticatorData),
    signature: toText(found.response.signature),
    userHandle: handle ? toText(handle) : null,
  });
};

const said = (credential, response) => ({
  type: credential.type,
  id: credential.id,
  rawId: toText(credential.rawId),
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
  response: { clientDataJSON: toText(credential.response.clientDataJSON), ...response },
});

const words = (trouble) => {
  if (trouble.name === "InvalidStateError") return "This device has a passkey for your account already.";
  if (trouble.name === "NotAllowedError") return "The device did not agree, or it took too long. Try again, or sign in another way.";
  return "That did not work on this device. Sign in another way.";
};

// A passkey belongs to a name: a browser makes none for a bare number such as 127.0.0.1.
const works = window.PublicKeyCredential && !/^[\d.]+$|^\[/.test(location.hostname);

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!works) continue;
  for (const other of document.querySelectorAll("[data-passkey-without]")) other.hidden = true;
  for (const part of form.querySelectorAll("[data-passkey-button]")) part.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const told = form.querySelector("[data-passkey-words]");
    told.textContent = "";
    try {
      const question = await asked(form);
      const answer = form.dataset.passkey === "create" ? await make(question) : await sign(question);
      form.elements.credential.value = JSON.stringify(answer);
      form.submit();
    } catch (trouble) {
      told.textContent = words(trouble);
    }
  });
}
