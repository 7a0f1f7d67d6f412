// The line to the server: what to send, with a token that is renewed, and what an answer means.
export class Line {
  constructor(token) {
    this.token = token;
  }

  // {status, told}: status 0 is no answer at all, "signed-out" a session that has ended.
  async send(url, fields) {
    const headers = { "X-CSRFToken": this.token, Accept: "application/json" };
    const options = { method: "POST", body: new URLSearchParams(fields), headers, redirect: "manual" };
    try {
      const answer = await fetch(url, options);
      if (answer.type === "opaqueredirect") return { status: "signed-out", told: {} };
      const isWords = answer.headers.get("Content-Type")?.includes("json");
      return { status: answer.status, told: isWords ? await answer.json() : {} };
    } catch {
      return { status: 0, told: {} };
    }
  }

  // What the others do; renews the token, which signing in again has changed. Nothing where there is no answer.
  async ask(url) {
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" }, redirect: "manual" });
      if (!answer.ok) return answer.type === "opaqueredirect" ? { isSignedOut: true } : null;
      const told = await answer.json();
      this.token = told.token;
      for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = told.token;
      return told;
    } catch {
      return null;
    }
  }
}
