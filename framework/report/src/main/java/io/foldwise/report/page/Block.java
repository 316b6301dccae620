package io.foldwise.report.page;

import io.foldwise.report.html.Page;
import io.foldwise.report.html.Part;
import java.util.List;
import java.util.Optional;

/** Something that a page tells of a run. */
interface Block {

    /** What is told; empty where the run has nothing of the kind. */
    List<Part> parts(RunFacts run);

    /** The place to jump to. */
    String id();

    String title();

    /** As a section of the page. */
    default Optional<Page.Section> section(RunFacts run) {
        List<Part> parts = parts(run);
        return parts.isEmpty() ? Optional.empty() : Optional.of(new Page.Section(id(), title(), parts));
    }
}
