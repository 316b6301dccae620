package io.foldwise.plugin.volume.ct;

import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.plugin.volume.cache.VolumeCache;
import io.foldwise.plugin.volume.file.StoredVolume;
import io.foldwise.plugin.volume.file.VolumeFile;
import io.foldwise.plugin.volume.prepare.Preprocessing;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Problems;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads scans of the chest, and where nodules are in them: tables of {@code seriesuid,coordX,coordY,coordZ,diameter_mm}, a line for
 * each nodule, in millimetres of the world. A scan's id is the name of its file without the ending; ids are text, {@code 056} is not
 * {@code 56}. A scan without a line has no nodules. Scans are {@linkplain Preprocessing prepared} once and kept on disk.
 */
@Description("Scans in files, such as computed tomography of the chest, and a table of nodules in them")
public final class CtVolumesReader implements Reader {

    /** Which files to read, and how scans are prepared. */
    public record Params(
            @Description("Folder of scans with known nodules, or a text file that names scans in its own folder: "
                    + VolumeFile.FORMATS)
            Path train,

            @Description("CSV file of nodules: seriesuid,coordX,coordY,coordZ,diameter_mm")
            Path labels,

            @Description(
                    "CSV file of findings that count neither way, in the same columns; an unknown diameter of -1 is 10 mm")
            Optional<Path> excluded,

            @Description("CSV file with the columns seriesuid and patient: scans of a patient stay in one fold")
            Optional<Path> patients,

            @Description("Scans to predict: a folder, a text file that names scans, or a scan")
            Optional<Path> test,

            @Description("Whether tables may have lines of scans that are not there") @Default("false")
            boolean otherScans,

            @Description("Which way coordinates in tables go: lps, as in DICOM and LUNA16, or ras, as in NIfTI")
            @Default("lps")
            World world,

            @Inline Preprocessing preprocessing,

            @Description("Whether three more channels say where a voxel lies in its scan") @Default("true")
            boolean coordinates,

            @Inline Anchors boxes,

            @Description(
                    "Folder that prepared scans are kept in, a byte for each mm3; the user's cache if none is given")
            Optional<Path> cache) {}

    private final Params params;
    private final CtReading reading;

    @Inject
    public CtVolumesReader(Params params) {
        this.params = params;
        Path cache = params.cache().orElseGet(VolumeCache::usual);
        this.reading = new CtReading(
                new VolumeCache(cache, params.preprocessing()),
                Task.of(new Nodules(params.boxes())),
                params.world(),
                params.coordinates());
    }

    @Override
    public Task task() {
        return reading.task();
    }

    /** Empty, as only the scans tell how large they are. */
    @Override
    public Optional<InputShape> input() {
        return Optional.empty();
    }

    @Override
    public boolean grouped() {
        return params.patients().isPresent();
    }

    @Override
    public boolean hasTest() {
        return params.test().isPresent();
    }

    @Override
    public List<Path> files() {
        Stream<Path> tables = Stream.of(Optional.of(params.labels()), params.excluded(), params.patients())
                .flatMap(Optional::stream);
        Stream<Path> scans = Stream.concat(Stream.of(params.train()), params.test().stream())
                .flatMap(place -> new ScanFiles(place).files().stream());
        return Stream.concat(tables, scans).toList();
    }

    @Override
    public Dataset train() {
        Problems problems = new Problems();
        Map<String, StoredVolume> scans = new ScanFiles(params.train()).byId(problems);
        List<Label> labels = new ArrayList<>(
                new LabelTable(params.labels(), true).read(scans.keySet(), params.otherScans(), problems));
        params.excluded()
                .ifPresent(table -> labels.addAll(
                        new LabelTable(table, false).read(scans.keySet(), params.otherScans(), problems)));
        List<String> ids = List.copyOf(scans.keySet());
        int[] groups = params.patients()
                .map(table -> new PatientTable(table).groups(ids, problems))
                .orElseGet(() -> IntStream.range(0, ids.size()).toArray());
        return reading.labelled(scans, labels, groups, problems);
    }

    @Override
    public Optional<Dataset> test() {
        return params.test().map(this::read);
    }

    /** @param file a folder of scans, a text file that names scans in its own folder, or a scan */
    @Override
    public Dataset read(Path file) {
        return reading.toPredict(new ScanFiles(file));
    }
}
