package io.foldwise.plugin.volume.prepare;

import io.foldwise.plugin.volume.data.Block;
import io.foldwise.plugin.volume.data.ToWorld;
import io.foldwise.plugin.volume.data.Volumes;
import io.foldwise.plugin.volume.file.StoredVolume;
import io.foldwise.plugin.volume.file.UnreadableVolumeException;
import io.foldwise.plugin.volume.prepare.Mask.Box;
import java.io.IOException;
import java.util.Arrays;

/**
 * A scan as networks read it: upright, voxels of a millimetre, edges filled up to multiples of 16.
 *
 * @param scan depth, height and width before edges were filled up
 * @param voxels {@code [depth, height, width]} of the extent
 */
public record PreparedVolume(int[] extent, int[] scan, byte[] voxels, ToWorld toWorld) {

    /**
     * Reads and prepares a scan.
     *
     * @throws UnreadableVolumeException if it is none, damaged, or no lungs are found in it
     */
    public static PreparedVolume of(StoredVolume stored, Preprocessing how) throws IOException {
        Upright upright = Upright.of(stored.grid());
        Density density = Resampler.density(stored, upright);
        Box whole = new Box(new int[3], new int[] {density.depth() - 1, density.height() - 1, density.width() - 1});
        if (how.lungs() == Preprocessing.LungSearch.NONE) {
            return cropped(density, whole, upright.toWorld(), (z, y, x) -> how.brightness(density.at(z, y, x)));
        }
        Lungs lungs = LungMask.of(density, how.lungCriteria())
                .orElseThrow(() -> new UnreadableVolumeException(
                        "has no lungs that could be found; lung-criteria says what is taken for lungs,"
                                + " and lungs = none takes scans as they are"));
        Mask inner = lungs.both();
        Mask wide = lungs.wide(how.rim());
        Box box = inner.bounds().orElseThrow().wider(how.margin(), density.depth(), density.height(), density.width());
        return cropped(density, box, upright.toWorld(), (z, y, x) -> {
            int value = how.brightness(density.at(z, y, x));
            boolean hidden = !wide.get(z, y, x) || value > how.bone() && !inner.get(z, y, x);
            return hidden ? Volumes.OUTSIDE : value;
        });
    }

    /** Says how bright a voxel is. */
    private interface Brightness {
        int at(int z, int y, int x);
    }

    private static PreparedVolume cropped(Density density, Box box, ToWorld toWorld, Brightness brightness) {
        int[] scan = {box.edge(0), box.edge(1), box.edge(2)};
        Block filled = Block.of(Volumes.filled(scan));
        byte[] voxels = new byte[filled.voxels()];
        Arrays.fill(voxels, (byte) Volumes.OUTSIDE);
        for (int z = 0; z < scan[0]; z++) {
            for (int y = 0; y < scan[1]; y++) {
                for (int x = 0; x < scan[2]; x++) {
                    int value = brightness.at(z + box.first()[0], y + box.first()[1], x + box.first()[2]);
                    voxels[filled.place(z, y, x)] = (byte) value;
                }
            }
        }
        int[] extent = {filled.depth(), filled.height(), filled.width()};
        return new PreparedVolume(extent, scan, voxels, toWorld.movedTo(box.first()));
    }
}
