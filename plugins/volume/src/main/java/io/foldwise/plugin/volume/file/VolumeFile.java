package io.foldwise.plugin.volume.file;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Volumes by the endings of their files. */
public final class VolumeFile {

    /** For descriptions. */
    public static final String FORMATS = "MetaImage (.mhd, .mha), NIfTI (.nii, .nii.gz)";

    private static final List<String> ENDINGS = List.of(".mhd", ".mha", ".nii", ".nii.gz");

    private VolumeFile() {}

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
