// Both texts of a conflict, part by part. What this person typed stays in the editor until they choose.
export class Choices {
  constructor(place, { mine, theirs }) {
    this.place = place;
    this.act = { mine, theirs };
    this.open = new Map();
  }

  get isEmpty() {
    return this.open.size === 0;
  }

  show(conflicts) {
    const now = new Set(conflicts.map((conflict) => conflict.id));
    for (const id of this.open.keys()) if (!now.has(id)) this.close(id);
    for (const conflict of conflicts) this.add(conflict);
  }

  add(conflict) {
    const known = this.open.get(conflict.id);
    const holder = known?.holder ?? document.createElement("div");
    if (known && known.box === conflict.box) return;
    holder.innerHTML = conflict.box; // drawn and cleaned by our own server
    for (const button of holder.querySelectorAll("[data-keep]")) {
      button.addEventListener("click", () => {
        this.close(conflict.id);
        this.act[button.dataset.keep](conflict);
      });
    }
    if (!known) this.place.append(holder);
    this.open.set(conflict.id, { holder, box: conflict.box });
  }

  close(id) {
    this.open.get(id)?.holder.remove();
    this.open.delete(id);
  }
}
