// What was typed and is not on the server yet, kept in this browser: it survives a reload, a crash and the end of a session.
// Signing out leaves it alone. What is exempt never comes here.
const NAME = "portal-minutes";
const STORE = "typing";

const opened = () =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(STORE, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

export class Journal {
  // Of one person and one meeting: nobody else's typing is shown or sent from here.
  constructor(user, ref) {
    this.prefix = `${user}/${ref}/`;
    this.base = opened().catch(() => null); // a browser that keeps nothing: typing then waits on the page alone
  }

  get works() {
    return this.base.then(Boolean);
  }

  async act(mode, what) {
    const base = await this.base;
    if (!base) return undefined;
    return new Promise((resolve, reject) => {
      const store = base.transaction(STORE, mode, { durability: "strict" }).objectStore(STORE);
      const asked = what(store);
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  }

  put(entry) {
    return this.act("readwrite", (store) => store.put({ ...entry, key: this.prefix + entry.id }));
  }

  drop(id) {
    return this.act("readwrite", (store) => store.delete(this.prefix + id));
  }

  async all() {
    const range = IDBKeyRange.bound(this.prefix, `${this.prefix}\uffff`);
    return (await this.act("readonly", (store) => store.getAll(range))) ?? [];
  }
}
