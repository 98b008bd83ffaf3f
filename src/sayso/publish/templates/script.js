/* Conveniences only: everything on the page can be read, and followed, without them. */
"use strict";
(() => {
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  /* A claim opened in the full text lights up all of its words. */
  const light = () => {
    each(".lit", (run) => run.classList.remove("lit"));
    const mark = document.getElementById(location.hash.slice(1));
    const label = mark && mark.dataset.claim;
    if (label) {
      each("[data-claims]", (run) => {
        run.classList.toggle("lit", run.dataset.claims.split(" ").includes(label));
      });
    }
  };
  /* Not every browser opens the fold that a link leads into. */
  const unfold = () => {
    const to = document.getElementById(location.hash.slice(1));
    for (let fold = to && to.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    if (to) { to.scrollIntoView(); }
    light();
  };
  /* On a phone the frames of one finding fill the screen. */
  if (innerWidth <= 760) { each(".copy[open] ~ .copy[open]", (fold) => { fold.open = false; }); }
  addEventListener("hashchange", unfold);
  unfold();

  /* Paper has no folds. */
  addEventListener("beforeprint", () => each("details", (fold) => { fold.open = true; }));

  /* Narrow the claims down to those whose card holds some words. */
  const before = document.querySelector(".speakers");
  if (!before) { return; }
  const box = document.createElement("p");
  const name = document.createElement("label");
  const field = document.createElement("input");
  const stood = new Map();
  const told = document.createElement("span");
  box.className = "filter";
  field.type = "search";
  field.id = "narrow";
  name.htmlFor = "narrow";
  name.textContent = "Show only claims with";
  told.setAttribute("role", "status");
  box.append(name, field, told);
  before.after(box);
  each(".speaker", (speaker) => { stood.set(speaker, speaker.open); });
  field.addEventListener("input", () => {
    const sought = field.value.trim().toLowerCase();
    let shown = 0;
    each(".speaker", (speaker) => {
      const own = speaker.querySelector("h3").textContent.toLowerCase().includes(sought);
      let any = false;
      speaker.querySelectorAll(".card").forEach((card) => {
        card.hidden = !own && !card.textContent.toLowerCase().includes(sought);
        any = any || !card.hidden;
        shown += card.hidden ? 0 : 1;
      });
      speaker.hidden = !any;
      speaker.open = sought ? any : stood.get(speaker);
    });
    told.textContent = sought ? shown + " shown" : "";
  });
})();
