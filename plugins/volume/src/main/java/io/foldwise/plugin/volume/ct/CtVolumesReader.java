package io.foldwise.plugin.volume.ct;

import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.cache.VolumeCache;
import io.foldwise.plugin.volume.file.StoredVolume;
import io.foldwise.plugin.volume.file.VolumeFile;
import io.foldwise.plugin.volume.mask.Asked;
import io.foldwise.plugin.volume.prepare.Preprocessing;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.table.Problems;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads scans of the chest, and where nodules are in them: tables of {@code seriesuid,coordX,coordY,coordZ,diameter_mm}, a line for
 * each nodule, in millimetres of the world. A scan's id is the name of its file without the ending; ids are text, {@code 056} is not
 * {@code 56}. A scan without a line has no nodules. Scans are {@linkplain Preprocessing prepared} once and kept on disk.
 */
@Description("Scans in files, such as computed tomography of the chest, with a table of nodules in them, or masks")
public final class CtVolumesReader implements Reader {

    /** Which files to read, and how scans are prepared. */
    public record Params(
            @Description("Folder of scans with known nodules, or a text file that names scans in its own folder: "
                    + VolumeFile.FORMATS)
            Path train,

            @Description("CSV file of nodules: seriesuid,coordX,coordY,coordZ,diameter_mm")
            Optional<Path> labels,

            @Description("Folder of masks that have the ids and the voxels of the scans: 0 outside, above it inside")
            Optional<Path> masks,

            @Description("What is kept of a voxel's prediction of a mask: float, or ubyte, a quarter of the size")
            @Default("ubyte")
            Storage.Cell storage,

            @Description(
                    "CSV file of findings that count neither way, in the same columns; an unknown diameter of -1 is 10 mm")
            Optional<Path> excluded,

            @Description("CSV file with the columns seriesuid and patient: scans of a patient stay in one fold")
            Optional<Path> patients,

            @Description("Scans to predict: a folder, a text file that names scans, or a scan")
            Optional<Path> test,

            @Description("CSV file of nodules of the test scans, if they are known: test scores are then told, too")
            Optional<Path> testLabels,

            @Description("Whether tables may have lines of scans that are not there") @Default("false")
            boolean otherScans,

            @Description("Which way coordinates in tables go: lps, as in DICOM and LUNA16, or ras, as in NIfTI")
            @Default("lps")
            WorldAxes world,

            @Inline Preprocessing preprocessing,

            @Description("Whether three more channels say where a voxel lies in its scan") @Default("true")
            boolean coordinates,

            @Inline Anchors boxes) {

        public Params {
            if (labels.isEmpty() && masks.isEmpty()) {
                throw new IllegalArgumentException("give either labels or masks, or both");
            }
            if (labels.isEmpty() && excluded.isPresent()) {
                throw new IllegalArgumentException(
                        "excluded says what of the labels does not count, and there are none");
            }
            if (testLabels.isPresent() && (test.isEmpty() || labels.isEmpty() || masks.isPresent())) {
                throw new IllegalArgumentException(
                        "test-labels are nodules of test scans, beside labels of others: it needs both, and no masks");
            }
        }

        private Asked asked() {
            return masks.isEmpty() ? Asked.NODULES : labels.isEmpty() ? Asked.MASK : Asked.BOTH;
        }
    }

    private final Params params;
    private final CtReading reading;

    @Inject
    public CtVolumesReader(Params params) {
        this.params = params;
        this.reading = new CtReading(
                new VolumeCache(VolumeCache.ofUser(), params.preprocessing()),
                params.asked().task(params.boxes(), params.storage()),
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
        Stream<Path> tables = Stream.of(params.labels(), params.excluded(), params.patients(), params.testLabels())
                .flatMap(Optional::stream);
        Stream<Path> scans = Stream.of(Optional.of(params.train()), params.masks(), params.test())
                .flatMap(Optional::stream)
                .flatMap(place -> new ScanFiles(place).files().stream());
        return Stream.concat(tables, scans).toList();
    }

    @Override
    public Dataset train() {
        Problems problems = new Problems();
        Map<String, StoredVolume> scans = new ScanFiles(params.train()).byId(problems);
        List<Label> labels = labels(params.labels(), scans.keySet(), problems);
        List<String> ids = List.copyOf(scans.keySet());
        int[] groups = params.patients()
                .map(table -> new PatientTable(table).groups(ids, problems))
                .orElseGet(() -> alone(ids));
        Map<String, StoredVolume> masks = params.masks()
                .map(place -> masks(place, scans.keySet(), problems))
                .orElse(Map.of());
        return reading.labelled(scans, labels, masks, groups, problems);
    }

    /** Nodules of a table, and of the excluded findings, which may be of scans to train on and to test on, those of the same scans. */
    private List<Label> labels(Optional<Path> table, Set<String> scans, Problems problems) {
        boolean others = params.otherScans() || params.testLabels().isPresent();
        List<Label> labels = new ArrayList<>();
        table.ifPresent(file -> labels.addAll(new LabelTable(file, true).read(scans, params.otherScans(), problems)));
        params.excluded().ifPresent(file -> labels.addAll(new LabelTable(file, false).read(scans, others, problems)));
        return labels;
    }

    private static int[] alone(List<String> ids) {
        return IntStream.range(0, ids.size()).toArray();
    }

    private static Map<String, StoredVolume> masks(Path place, Set<String> scans, Problems problems) {
        Map<String, StoredVolume> masks = new ScanFiles(place).byId(problems);
        scans.stream()
                .filter(scan -> !masks.containsKey(scan))
                .forEach(scan -> problems.add(place, "has no mask of scan '" + scan + "'"));
        masks.forEach((id, mask) -> {
            if (!scans.contains(id)) {
                problems.add(mask.place(), "is a mask of scan '" + id + "', which is not there");
            }
        });
        return masks;
    }

    @Override
    public Optional<Dataset> test() {
        return params.testLabels().isPresent()
                ? Optional.of(labelledTest())
                : params.test().map(this::read);
    }

    private Dataset labelledTest() {
        Problems problems = new Problems();
        Map<String, StoredVolume> scans = new ScanFiles(params.test().orElseThrow()).byId(problems);
        List<Label> labels = labels(params.testLabels(), scans.keySet(), problems);
        return reading.labelled(scans, labels, Map.of(), alone(List.copyOf(scans.keySet())), problems);
    }

    /** @param file a folder of scans, a text file that names scans in its own folder, or a scan */
    @Override
    public Dataset read(Path file) {
        return reading.toPredict(new ScanFiles(file));
    }
}
