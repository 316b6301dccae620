package io.foldwise.plugin.volume.synthetic;

import io.foldwise.plugin.volume.cache.ChunkFile;
import io.foldwise.plugin.volume.cache.VolumeCache;
import io.foldwise.plugin.volume.file.StoredVolume;
import io.foldwise.plugin.volume.file.UnreadableVolumeException;
import io.foldwise.plugin.volume.file.VolumeFile;
import io.foldwise.plugin.volume.prepare.Preprocessing;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.DataException;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Scans that are a real one with drawn nodules in it. */
public record Planted(
        @Description("A scan of a chest, in which nodules are planted: a file, or a folder of DICOM slices")
        Path volume,

        @Description("How many scans are made of it; all of them are of one patient") @Positive
        int scans,

        @Description("Nodules of a planted scan on average; as many as of a drawn patient if left out")
        Optional<@Positive @DecimalMax("50") Double> nodules,

        @Inline Preprocessing preprocessing) {

    /** @throws DataException if there is no such scan, or it cannot be prepared */
    ChunkFile prepared() {
        try {
            StoredVolume scan = VolumeFile.single(volume)
                    .orElseThrow(() -> new DataException(volume, 0, "is no single scan: " + VolumeFile.FORMATS));
            return new VolumeCache(VolumeCache.ofUser(), preprocessing).get(scan);
        } catch (IOException e) {
            throw new DataException(volume, 0, UnreadableVolumeException.reason(e));
        }
    }

    /** The files of the scan; where there is none, its place, which whoever checks files then says. */
    List<Path> files() {
        try {
            return VolumeFile.single(volume).map(StoredVolume::files).orElse(List.of(volume));
        } catch (IOException unreadable) {
            return List.of(volume);
        }
    }
}
