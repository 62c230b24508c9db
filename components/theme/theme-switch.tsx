"use client";

import { useId, useRef, type KeyboardEvent } from "react";
import { setTheme, useTheme } from "./theme";
import { MoonIcon, SunIcon, SystemIcon } from "./theme-icons";

const CHOICES = [
  { value: "light", label: "Light", Icon: SunIcon },
  { value: "dark", label: "Dark", Icon: MoonIcon },
  { value: "system", label: "System", Icon: SystemIcon },
] as const;

/**
 * Shows the chosen theme as a button that opens three radio buttons. The native popover handles Escape, clicks outside and
 * the return of the focus.
 */
export function ThemeSwitch() {
  const theme = useTheme();
  // Until React runs in the browser, the button keeps its place and shows nothing.
  const chosen = CHOICES.find(({ value }) => value === theme);

  const id = useId();
  const popover = useRef<HTMLDivElement>(null);
  const close = () => popover.current?.hidePopover();

  // A click or the space bar chooses and closes. The arrow keys send clicks, too, but only move the choice.
  const isMoving = useRef(false);
  const noteKey = (event: KeyboardEvent) => {
    const { key, shiftKey } = event;
    isMoving.current = key.startsWith("Arrow");
    if (key !== "Enter" && key !== "Tab") return;
    // Closing returns the focus to the button, which Enter would press again; Tab moves on from there.
    if (key === "Enter" || shiftKey) event.preventDefault();
    close();
  };
  const closeUnlessMoving = () => {
    if (!isMoving.current) close();
  };

  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        className="grid size-11 shrink-0 place-items-center text-muted transition-colors hover:text-ink"
      >
        <span className="sr-only">{chosen ? `Theme: ${chosen.label}` : "Theme"}</span>
        {chosen && <chosen.Icon />}
      </button>
      {chosen && (
        <div
          ref={popover}
          id={id}
          popover="auto"
          className="under-bar drop-panel"
          onBeforeToggle={({ currentTarget }) => {
            // The popover moves the focus to the element with this attribute when it opens.
            for (const input of currentTarget.querySelectorAll("input"))
              input.toggleAttribute("autofocus", input.checked);
          }}
        >
          <fieldset>
            <legend className="sr-only">Theme</legend>
            {CHOICES.map(({ value, label, Icon }) => (
              <label
                key={value}
                className="drop-item has-checked:text-ink has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name={id}
                  value={value}
                  checked={chosen.value === value}
                  onChange={() => setTheme(value)}
                  onKeyDown={noteKey}
                  onKeyUp={() => (isMoving.current = false)}
                  onClick={closeUnlessMoving}
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
