package io.foldwise.plugin.volume.synthetic;

import io.foldwise.plugin.volume.box.Anchors;
import io.foldwise.plugin.volume.cache.CachedVolumes;
import io.foldwise.plugin.volume.cache.ChunkFile;
import io.foldwise.plugin.volume.data.Finding;
import io.foldwise.plugin.volume.data.JoinedVolumes;
import io.foldwise.plugin.volume.data.KeptVolumes;
import io.foldwise.plugin.volume.data.Scan;
import io.foldwise.plugin.volume.data.ToWorld;
import io.foldwise.plugin.volume.data.VolumeDataset;
import io.foldwise.plugin.volume.data.Volumes;
import io.foldwise.plugin.volume.data.VoxelMasks;
import io.foldwise.plugin.volume.mask.Asked;
import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.toolkit.memory.MemoryBudget;
import io.foldwise.toolkit.random.Draw;
import io.foldwise.toolkit.text.NamesFile;
import jakarta.inject.Inject;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Draws volumes that resemble computed tomography of the chest, in voxels of a millimetre: two lungs with trees of vessels, and
 * nodules whose diameters are spread as the published ones. A scan follows from its id and the reader's seed alone: nothing is read.
 * A file to predict names a scan in every line. Scans of one patient have the same lungs and nodules, and noise of their own.
 *
 * <p>Beside them may be scans that are a real one with nodules drawn into its lungs: how well what was learned of drawings does in a
 * real chest is what {@code leave-one-source-out { column = source }} tells.
 */
@Description("Drawn volumes like computed tomography of the chest, with nodules and vessels; needs no download")
public final class SyntheticCtReader implements Reader {

    /** How many scans, and how hard they are. */
    public record Params(
            @Description("How many drawn scans folds are made of") @Default("48") @PositiveOrZero
            int train,

            @Description("How many other scans to predict") @Default("12") @PositiveOrZero
            int test,

            @Description("How many scans a patient has; groups are patients") @Default("1") @Positive
            int scansPerPatient,

            @Description(value = "Depth, height and width, each a multiple of 16", unit = "mm")
            @Default("[64, 96, 96]")
            @Size(min = 3, max = 3)
            List<@Min(32) @Max(512) Integer> size,

            @Inline Findings findings,

            @Description("Trees of vessels in each lung; across a slice they look as nodules do")
            @Default("5")
            @PositiveOrZero
            @Max(100)
            int vessels,

            @Description(value = "Standard deviation of the noise", unit = "Hounsfield units")
            @Default("40")
            @PositiveOrZero
            @DecimalMax("10000")
            double noise,

            @Description("Whether three more channels say where a voxel lies in its scan") @Default("true")
            boolean coordinates,

            @Inline Anchors boxes,

            @Description("What is asked: nodules, as boxes; mask, which voxels belong to one; or both")
            @Default("nodules")
            Asked heads,

            @Description("What is kept of a voxel's prediction: float, or ubyte, a quarter of the size")
            @Default("ubyte")
            Storage.Cell storage,

            @Description(
                    "Further scans to train on or to hold out: a real one with drawn nodules planted in it. The attribute"
                            + " source tells them, planted, from others, drawn")
            Optional<Planted> planted,

            @Description("Other seeds draw other scans") @Default("1") @Positive
            long seed) {

        public Params {
            size = List.copyOf(size);
            if (train == 0 && planted.isEmpty()) {
                throw new IllegalArgumentException("train is 0 and nothing is planted: there are no scans");
            }
            for (int edge : size) {
                if (edge % Volumes.MULTIPLE != 0) {
                    throw new IllegalArgumentException(
                            "size has an edge of " + edge + ", which is no multiple of " + Volumes.MULTIPLE);
                }
            }
        }
    }

    /** The attribute that tells drawn scans from planted ones. */
    private static final String SOURCE = "source";

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
        return params.heads().task(params.boxes(), params.storage());
    }

    @Override
    public Optional<InputShape> input() {
        if (params.planted().isPresent()) {
            return Optional.empty(); // only the real scan tells how large it is
        }
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
        return params.planted().map(Planted::files).orElse(List.of());
    }

    @Override
    public Dataset train() {
        List<String> ids = numbered("train", params.train());
        List<Phantom> phantoms = phantoms(ids);
        List<Scan> scans = scans(ids, phantoms, params.planted().isPresent() ? Map.of(SOURCE, "drawn") : Map.of());
        Volumes drawn = volumes(phantoms);
        if (params.planted().isEmpty()) {
            return dataset(scans, drawn, true, nodules(phantoms));
        }
        ChunkFile real = params.planted().get().prepared();
        List<PlantedScan> planted = planted(new CachedVolumes(List.of(real)));
        for (int i = 0; i < planted.size(); i++) {
            scans.add(new Scan(
                    "planted-" + i,
                    ids.size(),
                    real.toWorld(),
                    findings(planted.get(i).nodules()),
                    Map.of(SOURCE, "planted")));
        }
        Volumes all =
                new JoinedVolumes(drawn, ids.size(), new PlantedVolumes(new CachedVolumes(List.of(real)), planted));
        List<List<Lump>> nodules = new ArrayList<>(nodules(phantoms));
        planted.forEach(scan -> nodules.add(scan.nodules()));
        return dataset(scans, all, true, nodules);
    }

    private List<PlantedScan> planted(Volumes real) {
        Planted planted = params.planted().orElseThrow();
        Findings findings = planted.nodules().map(params.findings()::with).orElse(params.findings());
        return IntStream.range(0, planted.scans())
                .mapToObj(i -> PlantedScan.of(seed("planted-" + i), real, findings, params.noise()))
                .toList();
    }

    /** With nodules, as those that draw the scans know them. */
    @Override
    public Optional<Dataset> test() {
        return hasTest() ? Optional.of(drawn(numbered("test", params.test()), true)) : Optional.empty();
    }

    private List<String> numbered(String name, int scans) {
        int ofAPatient = params.scansPerPatient();
        return IntStream.range(0, scans)
                .mapToObj(i -> ofAPatient == 1 ? name + "-" + i : name + "-" + i / ofAPatient + "-" + i % ofAPatient)
                .toList();
    }

    @Override
    public Dataset read(Path file) {
        return drawn(NamesFile.read(file), false);
    }

    private Dataset drawn(List<String> ids, boolean labelled) {
        List<Phantom> phantoms = phantoms(ids);
        return dataset(scans(ids, phantoms, Map.of()), volumes(phantoms), labelled, nodules(phantoms));
    }

    private Dataset dataset(List<Scan> scans, Volumes volumes, boolean labelled, List<List<Lump>> nodules) {
        Optional<VoxelMasks> masks = params.heads().masks() && labelled
                ? Optional.of(new DrawnMasks(List.copyOf(nodules)))
                : Optional.empty();
        return new VolumeDataset(scans, volumes, task(), params.coordinates(), labelled, masks);
    }

    private static List<List<Lump>> nodules(List<Phantom> phantoms) {
        return phantoms.stream().map(phantom -> phantom.chest().nodules()).toList();
    }

    private List<Phantom> phantoms(List<String> ids) {
        Map<String, Chest> chests = new HashMap<>();
        return ids.stream()
                .map(id -> new Phantom(chests.computeIfAbsent(patient(id), this::chest), seed(id), params.noise()))
                .toList();
    }

    private Volumes volumes(List<Phantom> phantoms) {
        return new KeptVolumes(new DrawnVolumes(phantoms), extent, phantoms.size(), budget);
    }

    private List<Scan> scans(List<String> ids, List<Phantom> phantoms, Map<String, String> attributes) {
        Map<String, Integer> first = new HashMap<>();
        List<Scan> scans = new ArrayList<>();
        for (int row = 0; row < ids.size(); row++) {
            int current = row;
            int group = first.computeIfAbsent(patient(ids.get(row)), patient -> current);
            Phantom phantom = phantoms.get(row);
            List<Finding> findings = findings(phantom.chest().nodules());
            scans.add(new Scan(ids.get(row), group, place(phantom), findings, attributes));
        }
        return scans;
    }

    /** What the ids of a patient's scans have in common. */
    private String patient(String id) {
        int last = id.lastIndexOf('-');
        return params.scansPerPatient() == 1 || last < 0 ? id : id.substring(0, last);
    }

    private Chest chest(String patient) {
        return Chest.of(seed(patient), extent, params.findings(), params.vessels());
    }

    private Seed seed(String name) {
        return new Seed(params.seed()).branch(name, 0);
    }

    private static List<Finding> findings(List<Lump> nodules) {
        return nodules.stream().map(Lump::finding).toList();
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
