package io.foldwise.plugin.volume.synthetic;

import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.box.Nodules;
import io.foldwise.plugin.volume.data.Finding;
import io.foldwise.plugin.volume.data.KeptVolumes;
import io.foldwise.plugin.volume.data.Scan;
import io.foldwise.plugin.volume.data.ToWorld;
import io.foldwise.plugin.volume.data.VolumeDataset;
import io.foldwise.plugin.volume.data.Volumes;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.memory.MemoryBudget;
import io.foldwise.toolkit.random.Draw;
import io.foldwise.toolkit.text.NamesFile;
import jakarta.inject.Inject;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws volumes that resemble computed tomography of the chest, in voxels of a millimetre: two lungs with trees of vessels, and
 * nodules whose diameters are spread as the published ones. A scan follows from its id and the reader's seed alone: nothing is read.
 * A file to predict names a scan in every line. Scans of one patient have the same lungs and nodules, and noise of their own.
 */
@Description("Drawn volumes like computed tomography of the chest, with nodules and vessels; needs no download")
public final class SyntheticCtReader implements Reader {

    /** How many scans, and how hard they are. */
    public record Params(
            @Description("How many scans folds are made of") @Default("48") @Positive
            int train,

            @Description("How many other scans to predict") @Default("12") @PositiveOrZero
            int test,

            @Description("How many scans a patient has; groups are patients") @Default("1") @Positive
            int scansOfAPatient,

            @Description(value = "Depth, height and width, each a multiple of 16", unit = "mm")
            @Default("[64, 96, 96]")
            @Size(min = 3, max = 3)
            List<@Min(32) @Max(512) Integer> size,

            @Inline Findings findings,

            @Description(value = "Standard deviation of the noise", unit = "Hounsfield units")
            @Default("40")
            @PositiveOrZero
            double noise,

            @Description("Whether three more channels say where a voxel lies in its scan") @Default("true")
            boolean coordinates,

            @Inline Anchors boxes,

            @Description("Other seeds draw other scans") @Default("1") @Positive
            long seed) {

        public Params {
            size = List.copyOf(size);
            for (int edge : size) {
                if (edge % Volumes.MULTIPLE != 0) {
                    throw new IllegalArgumentException(
                            "size has an edge of " + edge + ", which is no multiple of " + Volumes.MULTIPLE);
                }
            }
        }
    }

    /** Of drawn scans that are kept. */
    private static final int MEGABYTES = 512;

    private final Params params;
    private final int[] extent;
    private final MemoryBudget budget = MemoryBudget.ofMegabytes(MEGABYTES);

    @Inject
    public SyntheticCtReader(Params params) {
        this.params = params;
        this.extent = params.size().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public Task task() {
        return Task.of(new Nodules(params.boxes()));
    }

    @Override
    public Optional<InputShape> input() {
        int channels = VolumeDataset.channels(params.coordinates());
        return Optional.of(new InputShape.Volume(extent[0], extent[1], extent[2], channels));
    }

    @Override
    public boolean grouped() {
        return true;
    }

    @Override
    public boolean hasTest() {
        return params.test() > 0;
    }

    @Override
    public List<Path> files() {
        return List.of();
    }

    @Override
    public Dataset train() {
        return drawn(numbered("train", params.train()), true);
    }

    /** With nodules, as those that draw the scans know them. */
    @Override
    public Optional<Dataset> test() {
        return hasTest() ? Optional.of(drawn(numbered("test", params.test()), true)) : Optional.empty();
    }

    private List<String> numbered(String name, int scans) {
        int ofAPatient = params.scansOfAPatient();
        return IntStream.range(0, scans)
                .mapToObj(i -> ofAPatient == 1 ? name + "-" + i : name + "-" + i / ofAPatient + "-" + i % ofAPatient)
                .toList();
    }

    @Override
    public Dataset read(Path file) {
        return drawn(NamesFile.read(file), false);
    }

    private Dataset drawn(List<String> ids, boolean labelled) {
        Map<String, Chest> chests = new LinkedHashMap<>();
        List<String> patients = ids.stream().map(this::patient).toList();
        patients.forEach(patient -> chests.computeIfAbsent(patient, this::chest));
        List<String> order = List.copyOf(chests.keySet());
        List<Scan> scans = new ArrayList<>();
        List<Phantom> phantoms = new ArrayList<>();
        for (int row = 0; row < ids.size(); row++) {
            String patient = patients.get(row);
            Phantom phantom = new Phantom(chests.get(patient), seed(ids.get(row)), params.noise());
            phantoms.add(phantom);
            scans.add(new Scan(ids.get(row), order.indexOf(patient), place(phantom), findings(phantom)));
        }
        Volumes volumes = new KeptVolumes(new DrawnVolumes(phantoms), extent, ids.size(), budget);
        return new VolumeDataset(scans, volumes, task(), params.coordinates(), labelled);
    }

    /** What the ids of a patient's scans have in common. */
    private String patient(String id) {
        int last = id.lastIndexOf('-');
        return params.scansOfAPatient() == 1 || last < 0 ? id : id.substring(0, last);
    }

    private Chest chest(String patient) {
        return Chest.of(seed(patient), extent, params.findings());
    }

    private Seed seed(String name) {
        return new Seed(params.seed()).branch(name, 0);
    }

    private static List<Finding> findings(Phantom phantom) {
        return phantom.chest().nodules().stream()
                .map(nodule -> new Finding(
                        nodule.centre().z(),
                        nodule.centre().y(),
                        nodule.centre().x(),
                        nodule.diameter(),
                        true))
                .toList();
    }

    /** Scanners have their origin anywhere. */
    private static ToWorld place(Phantom phantom) {
        SplittableRandom random = phantom.seed().branch("place", 0).random();
        return ToWorld.shifted(
                Math.rint(Draw.within(150, random)),
                Math.rint(Draw.within(150, random)),
                Math.rint(Draw.within(300, random)));
    }
}
