package io.foldwise.plugin.volume.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.foldwise.plugin.volume.data.Block;
import io.foldwise.plugin.volume.file.StoredVolume;
import io.foldwise.plugin.volume.file.TinyScan;
import io.foldwise.plugin.volume.file.VolumeFile;
import io.foldwise.plugin.volume.prepare.Criteria;
import io.foldwise.plugin.volume.prepare.LungCriteria;
import io.foldwise.plugin.volume.prepare.PreparedVolume;
import io.foldwise.plugin.volume.prepare.Preprocessing;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VolumeCacheTest {

    private static final Preprocessing PLAIN = Criteria.preprocessing(Preprocessing.LungSearch.NONE);

    @TempDir
    private Path folder;

    private StoredVolume scan(String name, TinyScan scan) throws IOException {
        return VolumeFile.of(scan.write(folder.resolve("data").resolve(name))).orElseThrow();
    }

    private VolumeCache cache(Preprocessing how) {
        return new VolumeCache(folder.resolve("cache"), how);
    }

    private long preparedFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache"))) {
            return files.filter(file -> file.toString().endsWith(".volume")).count();
        }
    }

    @Test
    void readsAnyPartAsItIsInTheWhole() throws IOException {
        StoredVolume scan = scan("a.mhd", TinyScan.of(40, 35, 33));
        PreparedVolume whole = PreparedVolume.of(scan, PLAIN);
        ChunkFile file = cache(PLAIN).get(scan);
        assertThat(file.extent()).containsExactly(48, 48, 48);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            Block block = new Block(
                    random.nextInt(-20, 60),
                    random.nextInt(-20, 60),
                    random.nextInt(-20, 60),
                    random.nextInt(1, 40),
                    random.nextInt(1, 40),
                    random.nextInt(1, 40));
            byte[] part = file.part(block, 170);
            for (int voxel = 0; voxel < part.length; voxel++) {
                int z = block.z() + voxel / block.width() / block.height();
                int y = block.y() + voxel / block.width() % block.height();
                int x = block.x() + voxel % block.width();
                boolean inside = Math.min(z, Math.min(y, x)) >= 0 && Math.max(z, Math.max(y, x)) < 48;
                int wanted = inside ? whole.voxels()[(z * 48 + y) * 48 + x] & 0xff : 170;
                if ((part[voxel] & 0xff) != wanted) {
                    assertThat(part[voxel] & 0xff)
                            .as("%s at %d, %d, %d", block, z, y, x)
                            .isEqualTo(wanted);
                }
            }
        }
    }

    @Test
    void preparesAScanOnceWhereverItLies() throws IOException {
        ChunkFile first = cache(PLAIN).get(scan("a.mha", TinyScan.of(20, 20, 20)));
        ChunkFile moved = cache(PLAIN).get(scan("b.mha", TinyScan.of(20, 20, 20)));
        assertThat(moved.file()).isEqualTo(first.file());
        assertThat(preparedFiles()).isEqualTo(1);
    }

    @Test
    void preparesAnewWhatChanged() throws IOException {
        ChunkFile first = cache(PLAIN).get(scan("a.mha", TinyScan.of(20, 20, 20)));
        ChunkFile changed =
                cache(PLAIN).get(scan("a.mha", TinyScan.of(20, 20, 20).with((x, y, z) -> 10 * x - 1000)));
        Preprocessing other =
                new Preprocessing(Preprocessing.LungSearch.NONE, PLAIN.lungCriteria(), -1000, 600, 10, 210, 5);
        ChunkFile otherwise = cache(other).get(scan("a.mha", TinyScan.of(20, 20, 20)));
        assertThat(preparedFiles()).isEqualTo(3);
        assertThat(changed.hash()).isNotEqualTo(first.hash());
        assertThat(otherwise.hash()).isNotEqualTo(first.hash());
    }

    @Test
    void preparesAnewWhatChangedThoughItsTimeWasSetBack() throws IOException {
        assumeTrue(folder.getFileSystem().supportedFileAttributeViews().contains("unix"), "no time of changes");
        FileTime time = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        StoredVolume scan = scan("a.mha", TinyScan.of(20, 20, 20));
        Files.setLastModifiedTime(scan.place(), time);
        ChunkFile first = cache(PLAIN).get(scan);
        scan("a.mha", TinyScan.of(20, 20, 20).with((x, y, z) -> 10 * x - 1000));
        Files.setLastModifiedTime(scan.place(), time);
        assertThat(cache(PLAIN).get(scan).hash()).isNotEqualTo(first.hash());
    }

    @Test
    void preparesAnewForEveryOtherCriterionOfLungs() throws IOException {
        StoredVolume scan = scan("a.mha", TinyScan.of(20, 20, 20));
        List<LungCriteria> criteria = new ArrayList<>(List.of(PLAIN.lungCriteria()));
        for (RecordComponent setting : LungCriteria.class.getRecordComponents()) {
            criteria.add(Criteria.with(Map.of(setting.getName(), 0.9)));
        }
        for (LungCriteria each : criteria) {
            cache(new Preprocessing(Preprocessing.LungSearch.NONE, each, -1200, 600, 10, 210, 5))
                    .get(scan);
        }
        assertThat(preparedFiles()).isEqualTo(criteria.size());
    }

    @Test
    void trustsNoFileThatIsNotWhole() throws IOException {
        StoredVolume scan = scan("a.mha", TinyScan.of(20, 20, 20));
        ChunkFile first = cache(PLAIN).get(scan);
        byte[] whole = Files.readAllBytes(first.file());
        Files.write(first.file(), Arrays.copyOf(whole, whole.length - 1));
        assertThat(cache(PLAIN).find(scan)).isEmpty();
        assertThat(cache(PLAIN).get(scan).hash()).isEqualTo(first.hash());
        byte[] lies = whole.clone();
        lies[16] = 0x7f; // the depth
        Files.write(first.file(), lies);
        assertThat(cache(PLAIN).find(scan)).isEmpty();
        Files.writeString(first.file(), "");
        assertThat(cache(PLAIN).find(scan)).isEmpty();
    }
}
