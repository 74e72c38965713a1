/** Paths of the page: all have the same HTML, which reads its path itself. */
export const pagePaths = [
  "/",
  "/stream",
  "/deliveries/:id",
  "/requests/:id",
  "/events/:id",
  "/dead-letters",
  "/sources",
  "/sources/:name",
  "/subscriptions",
  "/subscriptions/:name",
  "/patterns",
] as const;
