package io.foldwise.plugin.volume.cache;

import io.foldwise.plugin.volume.file.StoredVolume;
import io.foldwise.plugin.volume.prepare.PreparedMask;
import io.foldwise.plugin.volume.prepare.PreparedVolume;
import io.foldwise.plugin.volume.prepare.Preprocessing;
import io.foldwise.toolkit.file.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Prepared volumes in a folder, named by the checksum of what is in the scan's files and of how they were prepared: a scan that is moved is
 * found again, and one that is changed is not. Files of the same paths, sizes and times as before are not read again to be checked; of the times
 * the one of the last change counts, too, where the system tells it, as it cannot be set back.
 */
public final class VolumeCache {

    /** Changes whenever the same scan would be prepared in another way. */
    private static final String VERSION = "2";

    private static final String PREPARED = ".volume";
    private static final String KNOWN = ".known";
    private static final String CHANGED = "unix:ctime";

    private final Path folder;
    private final Preprocessing how;

    public VolumeCache(Path folder, Preprocessing how) {
        this.folder = folder;
        this.how = how;
    }

    /** Whether nothing of a scan is cut away. */
    public boolean keepsAll() {
        return how.lungs() == Preprocessing.LungSearch.NONE;
    }

    /** Where prepared volumes are kept: the user's cache. No experiment says so, since an experiment may be a stranger's. */
    public static Path ofUser() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return base.resolve("foldwise").resolve("volumes");
    }

    /** The volume if it has been prepared before. */
    public Optional<ChunkFile> find(StoredVolume scan) throws IOException {
        return ChunkFile.open(folder.resolve(key(scan, "") + PREPARED));
    }

    /** The volume, prepared now if it has not been before. */
    public ChunkFile get(StoredVolume scan) throws IOException {
        Path file = folder.resolve(key(scan, "") + PREPARED);
        Optional<ChunkFile> known = ChunkFile.open(file);
        if (known.isPresent()) {
            return known.get();
        }
        PreparedVolume prepared = PreparedVolume.of(scan, how);
        whole(file, partial -> ChunkFile.write(prepared, partial));
        return ChunkFile.open(file).orElseThrow(() -> new IOException(file + " cannot be read back"));
    }

    /** The mask of a scan in its voxels, prepared now if it has not been before. */
    public ChunkFile mask(StoredVolume mask, StoredVolume scan, ChunkFile prepared) throws IOException {
        Path file = folder.resolve(key(mask, "mask of " + key(scan, "")) + PREPARED);
        Optional<ChunkFile> known = ChunkFile.open(file);
        if (known.isPresent()) {
            return known.get();
        }
        PreparedVolume made =
                PreparedMask.of(mask, scan.grid(), prepared.extent(), prepared.scan(), prepared.toWorld());
        whole(file, partial -> ChunkFile.write(made, partial));
        return ChunkFile.open(file).orElseThrow(() -> new IOException(file + " cannot be read back"));
    }

    /** @param what else it is told by */
    private String key(StoredVolume scan, String what) throws IOException {
        MessageDigest digest = sha256();
        digest.update((VERSION + how + what).getBytes(StandardCharsets.UTF_8));
        digest.update(checksum(scan.files()));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of what is in files, one after the other. */
    private byte[] checksum(List<Path> files) throws IOException {
        MessageDigest state = sha256();
        for (Path file : files) {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            String line = file.toAbsolutePath().normalize() + " " + now.size() + " "
                    + now.lastModifiedTime().toInstant() + changed(file) + "\n";
            state.update(line.getBytes(StandardCharsets.UTF_8));
        }
        Path known = folder.resolve(HexFormat.of().formatHex(state.digest()) + KNOWN);
        if (Files.isRegularFile(known) && Files.size(known) == sha256().getDigestLength()) {
            return Files.readAllBytes(known);
        }
        MessageDigest all = sha256();
        for (Path file : files) {
            all.update(content(file));
        }
        byte[] checksum = all.digest();
        whole(known, partial -> Files.write(partial, checksum));
        return checksum;
    }

    private static String changed(Path file) throws IOException {
        boolean told = file.getFileSystem().supportedFileAttributeViews().contains("unix");
        return told ? " " + Files.getAttribute(file, CHANGED) : "";
    }

    private static byte[] content(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(RegularFile.require(file)), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return digest.digest();
    }

    /** Writes a file that is there as a whole or not at all. */
    private interface Content {
        void write(Path partial) throws IOException;
    }

    private void whole(Path file, Content content) throws IOException {
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, "partial", ".tmp"); // of each process its own
        try {
            content.write(partial);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
