// Scroll anchoring: keeps the first visible row in place while rows are added and removed.

/** The first index whose row satisfies a condition that all later rows satisfy too. */
function firstWhere(rows, condition) {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (condition(rows[middle])) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  return low;
}

const message = (row) => row?.querySelector(".message") ?? null;

/**
 * The first message that is seen, and its height on the screen.
 * @returns {{number: string, top: number}|null}
 */
export function anchor(scroller, list) {
  const top = scroller.getBoundingClientRect().top;
  const row = list.children[firstWhere(list.children, (one) => one.getBoundingClientRect().bottom > top)];
  const seen = message(row);
  return seen ? { number: row.dataset.number, top: seen.getBoundingClientRect().top } : null;
}

/** Scrolls so that the anchored message is where it was. */
export function restore(scroller, anchored, rowOf) {
  const row = anchored && message(rowOf(Number(anchored.number)));
  if (row) {
    scroller.scrollTop += row.getBoundingClientRect().top - anchored.top;
  }
}

/** The number of the last message that is seen at least in part; 0: none. */
export function lastSeen(scroller, list) {
  const bottom = scroller.getBoundingClientRect().bottom;
  const below = firstWhere(list.children, (one) => one.getBoundingClientRect().top >= bottom);
  return Number(list.children[below - 1]?.dataset.number ?? 0);
}
