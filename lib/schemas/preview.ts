/** The parts of a post that a list shows. They are sent to the browser with the page, so there is nothing else in here. */
export interface Preview {
  id: number;
  title: string;
  excerpt: string;
  date_posted: string;
  author: { id: number; username: string; image_path: string };
}
