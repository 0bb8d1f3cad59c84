/** Forgets the pages of visits that a phone keeps when somebody signs out: who opens it next is somebody else. */
export function forgetVisits(root) {
  if (!("caches" in window)) return;
  for (const form of root.querySelectorAll('form[action$="/keluar"]')) {
    form.addEventListener("submit", async () => {
      for (const name of await caches.keys()) if (name.startsWith("pulau-lapangan:")) caches.delete(name);
    });
  }
}
