// The limits of form fields, in Unicode code points. Forms, routes and the API document share them. They have a file of their
// own because a form that shows a limit need not load the schemas.
export const PASSWORD_MIN_LENGTH = 8;
export const PASSWORD_MAX_LENGTH = 128;
export const TITLE_MAX_LENGTH = 100;
export const CONTENT_MAX_LENGTH = 50_000;
