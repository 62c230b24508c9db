"use client";

import { useTheme } from "next-themes";
import { useId, useRef, useSyncExternalStore, type KeyboardEvent } from "react";
import { MoonIcon, SunIcon, SystemIcon } from "./theme-icons";

const CHOICES = [
  { value: "light", label: "Light", Icon: SunIcon },
  { value: "dark", label: "Dark", Icon: MoonIcon },
  { value: "system", label: "System", Icon: SystemIcon },
] as const;

const subscribeToNothing = () => () => {};

/**
 * Light, dark or system: a button that shows what is chosen and opens three radio buttons in a native popover, which
 * brings Escape, the click outside and the way back of the focus with it.
 */
export function ThemeSwitch() {
  const { theme, setTheme } = useTheme();
  // The server cannot know: until React is here, the button keeps its place and shows nothing.
  const isKnown = useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  );
  const chosen = isKnown ? CHOICES.find(({ value }) => value === theme) : undefined;

  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const close = () => popover.current?.hidePopover();

  // A click, or a space, decides and closes. The arrow keys click too, and may wander on.
  const isWandering = useRef(false);
  const noteKey = (event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    isWandering.current = key.startsWith("Arrow");
    if (key !== "Enter" && key !== "Tab") return;
    // Closing puts the focus back on the button, where Enter would open it again; Tab goes on from there.
    if (key === "Enter" || shiftKey) event.preventDefault();
    close();
  };
  const closeUnlessWandering = () => {
    if (!isWandering.current) close();
  };

  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="-mr-3.75 grid size-11 shrink-0 place-items-center text-muted transition-colors hover:text-ink"
      >
        <span className="sr-only">{chosen ? `Theme: ${chosen.label}` : "Theme"}</span>
        {chosen && <chosen.Icon />}
      </button>
      {isKnown && (
        <div
          ref={popover}
          id={id}
          popover="auto"
          className="under-bar border border-rule/60 bg-paper p-1.5 text-ink"
          onBeforeToggle={({ currentTarget }) => {
            // A popover that opens gives the focus to what is marked so.
            for (const input of currentTarget.querySelectorAll("input"))
              input.toggleAttribute("autofocus", input.checked);
          }}
        >
          <fieldset>
            <legend className="sr-only">Theme</legend>
            {CHOICES.map(({ value, label, Icon }) => (
              <label
                key={value}
                className="flex h-11 w-40 items-center gap-3 rounded-xs px-3 text-sm text-muted hover:bg-surface hover:text-ink has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name={id}
                  value={value}
                  checked={chosen?.value === value}
                  onChange={() => setTheme(value)}
                  onKeyDown={noteKey}
                  onKeyUp={() => (isWandering.current = false)}
                  onClick={closeUnlessWandering}
                  className="peer sr-only"
                />
                <Icon />
                {label}
                <span
                  aria-hidden
                  className="ml-auto hidden size-1.5 rounded-full bg-accent peer-checked:block"
                />
              </label>
            ))}
          </fieldset>
        </div>
      )}
    </>
  );
}
