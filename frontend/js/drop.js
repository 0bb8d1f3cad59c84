/** Marks a file field while something is dragged over it. Dropping itself is the browser's own work. */
export function fileDrops(root) {
  for (const zone of root.querySelectorAll(".drop")) {
    const over = (on) => () => zone.toggleAttribute("data-over", on);
    zone.addEventListener("dragenter", over(true));
    zone.addEventListener("dragover", over(true));
    zone.addEventListener("dragleave", over(false));
    zone.addEventListener("drop", over(false));
  }
}
