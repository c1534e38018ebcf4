// Comfort only: the page reads and works without this.
const root = document.documentElement;
const button = document.querySelector("[data-theme-toggle]");
const dark = () => root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
const label = () => { button.textContent = dark() ? "Light" : "Dark"; };
button.hidden = false;
label();
button.addEventListener("click", () => { root.dataset.theme = dark() ? "light" : "dark"; label(); });

// A passage in the margin opens and closes without moving the page; a second press on the number closes it.
const beside = matchMedia("(min-width: 80rem)");
const go = (hash) => {
  const at = scrollY;
  location.hash = hash;
  if (beside.matches) scrollTo(0, at);
};
let last = null;
addEventListener("click", (event) => {
  const link = event.target.closest("a.c, a.close");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.matches(".c")) last = link;
  const open = link.matches(".c") && location.hash === link.hash;
  go(open ? "#" + link.closest(".s").id : link.hash);
  if (link.matches(".close") || open) last?.focus({ preventScroll: true });
});
addEventListener("keydown", (event) => {
  const open = document.querySelector(".passage:target .close");
  if (event.key === "Escape" && open) open.click();
});

// A link into folded text unfolds it.
const unfold = () => {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let at = target; at; at = at.parentElement) if (at.matches("details")) at.open = true;
};
addEventListener("hashchange", unfold);
unfold();

// Contents follow the reader.
const links = new Map([...document.querySelectorAll(".rail .toc a")].map((a) => [a.hash.slice(1), a]));
if ("IntersectionObserver" in window) {
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) {
      for (const a of links.values()) a.removeAttribute("aria-current");
      links.get(target.id)?.setAttribute("aria-current", "location");
    }
  }, { rootMargin: "-10% 0px -75% 0px" });
  for (const id of links.keys()) { const el = document.getElementById(id); if (el) seen.observe(el); }
}
