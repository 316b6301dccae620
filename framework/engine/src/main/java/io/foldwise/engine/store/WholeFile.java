package io.foldwise.engine.store;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Files and folders that are there as a whole or not at all. */
public final class WholeFile {

    private static final int LARGEST_MIB = 256;

    private WholeFile() {}

    /** Writes a file so that readers see the old content or the new one, never a part. */
    public static void write(Path file, String text) {
        write(file, partial -> writeThrough(partial, text));
    }

    /** Writes to a file that is not there yet. */
    public interface Content {
        void write(Path file) throws IOException;
    }

    /** As {@link #write(Path, String)}, with content that need not be in memory as a whole. */
    public static void write(Path file, Content content) {
        Path partial = partial(file);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            deleteTree(partial); // left over, or a link to somewhere else
            content.write(partial);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (RuntimeException e) {
            discard(partial);
            throw e;
        } catch (IOException e) {
            discard(partial);
            if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new StoreException("could not write " + file + ", for it is a folder: take it away first");
            }
            throw new StoreException("write", file, e);
        }
    }

    /** As far as the disk: or a machine that dies might leave a renamed file of which nothing was written yet. */
    private static void writeThrough(Path file, String text) throws IOException {
        try (FileChannel channel = create(file)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    /** Writes lines, each ended by a line feed, of any number. */
    public static void write(Path file, List<String> lines) {
        write(file, lines, written -> {});
    }

    /**
     * Writes lines, each ended by a line feed, of any number.
     *
     * @param check of the written file, before it takes its place; what it throws leaves everything as it was
     */
    public static void write(Path file, List<String> lines, Consumer<Path> check) {
        write(file, partial -> {
            try (FileChannel channel = create(partial);
                    Writer text = new BufferedWriter(Channels.newWriter(channel, lenient(), -1))) {
                for (String line : lines) {
                    text.write(line);
                    text.write('\n');
                }
                text.flush();
                channel.force(true);
            }
            check.accept(partial);
        });
    }

    /** Half of a surrogate pair, which an id of JSON lines may hold, becomes a question mark. */
    private static CharsetEncoder lenient() {
        return StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    private static FileChannel create(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    }

    /** Takes a file away, if it is there. */
    public static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StoreException("remove", file, e);
        }
    }

    /**
     * The text of a file of a run folder: see {@link PlainFile}.
     *
     * @throws StoreException also if it is larger than anything that a run writes as a whole
     */
    public static String read(Path file) {
        try (InputStream in = PlainFile.read(file)) {
            if (Files.size(file) >> 20 >= LARGEST_MIB) {
                throw new StoreException("could not read " + file + ", which is larger than " + LARGEST_MIB
                        + " MiB: no run writes that");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(in.readAllBytes()))
                    .toString();
        } catch (IOException e) {
            throw new StoreException("read", file, e);
        }
    }

    /** Where something is put together before it is renamed to its place. */
    static Path partial(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".partial");
    }

    /** Puts a finished folder in its place, instead of whatever was there. */
    static void place(Path finished, Path target) {
        try {
            deleteTree(target);
            Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StoreException("write", target, e);
        }
    }

    /** Removes a folder and all that is in it, if there is one. */
    public static void deleteTree(Path folder) throws IOException {
        if (!PlainFile.exists(folder)) {
            return;
        }
        ArrayFile.closeWithin(folder);
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void discard(Path partial) {
        try {
            Files.deleteIfExists(partial);
        } catch (IOException ignored) {
            // what is left over is overwritten next time; the first failure is the one to report
        }
    }

    /** The SHA-256 of the content of a run folder's file, in hexadecimal. */
    public static String sha256(Path file) {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(PlainFile.read(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new StoreException("read", file, e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The SHA-256 of a text, in hexadecimal. */
    public static String sha256(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
