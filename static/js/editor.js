// The page on which a text is written: every section becomes an editor when somebody wants to write in it.
// Without this file the page is there to read, and its plain forms change every part.
import { Section } from "portal/editor-section";

const desk = document.querySelector("[data-writing]");

if (desk) {
  const token = desk.querySelector("[data-token] input").value;
  const sections = [...desk.querySelectorAll("[data-section]")].map((element) => new Section(element, token));

  // A text with nothing in it, or with one section, is there to be written: no click is needed.
  if (sections.length === 1) sections[0].open();

  window.addEventListener("beforeunload", (event) => {
    if (sections.some((section) => section.isWaiting)) event.preventDefault();
  });

  // New headings and tables can be referred to as soon as they are saved.
  desk.addEventListener("references", (event) => {
    const list = document.getElementById("references");
    list.innerHTML = "";
    for (const { id, words, title } of event.detail) {
      const option = new Option(title ? `${words}: ${title}` : words, id);
      option.dataset.words = words;
      list.content.append(option);
    }
    for (const section of sections) section.bar?.fillReferences();
  });
}
