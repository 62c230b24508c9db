import { EmptyState } from "@/components/ui/empty-state";

export default function HomePage() {
  return (
    <div className="frame pt-14 pb-24 sm:pt-24">
      <div className="columns-page">
        <h1 className="max-w-[14ch] text-display md:col-start-2">A quiet place to read and write.</h1>
      </div>
      <section
        aria-labelledby="latest"
        className="mt-16 columns-page items-baseline gap-y-6 border-t border-ink pt-5 sm:mt-24"
      >
        <h2 id="latest" className="font-sans text-sm font-medium">
          Latest posts
        </h2>
        <div className="max-w-measure">
          <EmptyState title="No posts yet">The first page is still blank.</EmptyState>
        </div>
      </section>
    </div>
  );
}
