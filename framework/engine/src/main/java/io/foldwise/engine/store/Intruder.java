package io.foldwise.engine.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Looks through a run folder for the first thing that no run has in its folder. Follows no link on the way. */
final class Intruder extends SimpleFileVisitor<Path> {

    private final Path root;
    private Optional<Path> intruder = Optional.empty();
    private String what = "";

    private Intruder(Path root) {
        this.root = root;
    }

    /** What it is, in a sentence for the user; empty if there is nothing. */
    static Optional<String> in(RunFolder run) {
        try {
            Intruder search = new Intruder(run.path().toRealPath()); // the user may have linked to the run itself
            Files.walkFileTree(search.root, search);
            return search.intruder.map(path -> run.path().resolve(search.root.relativize(path)) + " is " + search.what
                    + ", and a run has only files there: take it away first");
        } catch (IOException e) {
            return Optional.of(new StoreException("look through", run.path(), e).getMessage());
        }
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        boolean own = root.equals(folder.getParent())
                && RunFiles.ownFile(folder.getFileName().toString());
        return own ? found(folder, attributes) : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        return attributes.isRegularFile() ? FileVisitResult.CONTINUE : found(file, attributes);
    }

    private FileVisitResult found(Path path, BasicFileAttributes attributes) {
        intruder = Optional.of(path);
        what = PlainFile.what(attributes);
        return FileVisitResult.TERMINATE;
    }
}
