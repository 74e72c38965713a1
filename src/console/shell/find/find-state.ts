import { signal } from "@preact/signals";

/** Whether find is open. */
export const findIsOpen = signal(false);

export const openFind = (): void => {
  findIsOpen.value = true;
};

export const closeFind = (): void => {
  findIsOpen.value = false;
};
