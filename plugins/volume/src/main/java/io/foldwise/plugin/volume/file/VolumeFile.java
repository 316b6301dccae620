package io.foldwise.plugin.volume.file;

import io.foldwise.toolkit.file.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Volumes by the endings of their files. */
public final class VolumeFile {

    /** For descriptions. */
    public static final String FORMATS = "MetaImage (.mhd, .mha), NIfTI (.nii, .nii.gz), folders of DICOM slices";

    /** The table of contents of a medium with DICOM files: one itself, without an image. */
    private static final String CONTENTS = "DICOMDIR";

    private static final List<String> ENDINGS = List.of(".mhd", ".mha", ".nii", ".nii.gz");

    /** Files that end so are slices, or damaged ones. */
    private static final Set<String> SLICES = Set.of("dcm", "dicom", "ima");

    private static final byte[] DICOM = "DICM".getBytes(StandardCharsets.US_ASCII);
    private static final int PREAMBLE = 128;

    private VolumeFile() {}

    /**
     * The volumes among files: those that are one, and for each folder with DICOM images these, with files that end as they do, or as slices do: what
     * is none of them is damaged, and said to be so when it is read.
     *
     * @param files in the order in which volumes are wanted
     */
    public static List<StoredVolume> among(List<Path> files) {
        List<StoredVolume> volumes = new ArrayList<>();
        Map<Path, List<Path>> slices = new LinkedHashMap<>();
        List<Path> others = new ArrayList<>();
        for (Path file : files) {
            Optional<StoredVolume> volume = of(file);
            volume.ifPresent(volumes::add);
            if (volume.isEmpty() && dicom(file)) {
                slices.computeIfAbsent(file.getParent(), any -> new ArrayList<>())
                        .add(file);
            } else if (volume.isEmpty()) {
                others.add(file);
            }
        }
        others.stream()
                .filter(file -> damaged(file, slices.getOrDefault(file.getParent(), List.of())))
                .forEach(file -> slices.computeIfAbsent(file.getParent(), any -> new ArrayList<>())
                        .add(file));
        slices.forEach((folder, images) -> volumes.add(new DicomSeries(folder, images)));
        return volumes;
    }

    private static boolean damaged(Path file, List<Path> slices) {
        String name = file.getFileName().toString();
        return !name.equalsIgnoreCase(CONTENTS)
                && !name.startsWith(".")
                && (SLICES.contains(ending(file))
                        || slices.stream().anyMatch(slice -> ending(slice).equals(ending(file))));
    }

    /** Without the point; empty for numbers, as of names that are DICOM's identifiers. */
    private static String ending(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return ending.equals(name) || ending.matches("\\d*") ? "" : ending;
    }

    private static boolean dicom(Path file) {
        if (file.getFileName().toString().equalsIgnoreCase(CONTENTS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(RegularFile.require(file))) {
            byte[] begin = in.readNBytes(PREAMBLE + DICOM.length);
            return begin.length == PREAMBLE + DICOM.length
                    && Arrays.equals(begin, PREAMBLE, begin.length, DICOM, 0, DICOM.length);
        } catch (IOException e) {
            return false; // such as one that may not be read; it is no volume by its name
        }
    }

    /** The volume in a file or a folder; empty if there is none, or if the folder holds several. */
    public static Optional<StoredVolume> single(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            List<StoredVolume> volumes =
                    among(files.filter(Files::isRegularFile).sorted().toList());
            return volumes.size() == 1 ? Optional.of(volumes.get(0)) : Optional.empty();
        }
    }

    /** The volume in a file; empty if its ending is of none. */
    public static Optional<StoredVolume> of(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".mhd") || name.endsWith(".mha")) {
            return Optional.of(new MetaImage(file));
        } else if (name.endsWith(".nii") || name.endsWith(".nii.gz")) {
            return Optional.of(new Nifti(file, name.endsWith(".gz")));
        }
        return Optional.empty();
    }

    /** A name without the ending of a volume. */
    public static String withoutEnding(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream()
                .filter(lower::endsWith)
                .findFirst()
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .orElse(name);
    }
}
