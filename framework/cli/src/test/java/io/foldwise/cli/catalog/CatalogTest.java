package io.foldwise.cli.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.foldwise.cli.Shared;
import io.foldwise.engine.config.ComponentCatalog;
import io.foldwise.engine.config.ExperimentSource;
import io.foldwise.engine.config.RecordBinder;
import io.foldwise.engine.config.RecordSchema;
import io.foldwise.engine.experiment.Experiment;
import io.foldwise.engine.stagedata.StageData;
import io.foldwise.engine.stagedata.UnlabelledData;
import io.foldwise.engine.wiring.PluginLoader;
import io.foldwise.spi.ComponentDeclaration;
import io.foldwise.spi.ComponentKind;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.prediction.PostProcessing;
import io.foldwise.spi.training.Augmentation;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.validation.Metric;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class CatalogTest {

    private static final ComponentCatalog CATALOG = PluginLoader.load().catalog();

    /** What an experiment cannot do without, each to be replaced by the example under test. */
    private static final String REST = Shared.INCLUDE + """
            name = example
            data { type = synthetic-reports }
            split { type = k-fold }
            model { type = text-cnn }
            """;

    /** Readers that want one of two parameters, or several values of one. */
    private static final Set<String> TO_BE_COMPLETED =
            Set.of("ct-volumes", "image-arrays", "image-folder", "image-masks", "signal-table");

    /** The engine's blocks that components of a kind share; sums of losses and choices of augmentations have weights beside. */
    private static final Map<Class<?>, List<Class<? extends Record>>> AROUND = Map.of(
            Loss.class, List.of(Experiment.HeadLoss.class),
            Augmentation.class, List.of(Experiment.Augment.class, Experiment.HeadLoss.class),
            Metric.class, List.of(Experiment.HeadMetric.class),
            PostProcessing.class, List.of(Experiment.HeadPostProcessing.class),
            Reader.class, List.of(StageData.class, UnlabelledData.class));

    static Stream<ComponentDeclaration> components() {
        return CATALOG.declarations().stream();
    }

    @ParameterizedTest
    @MethodSource("components")
    void givesAnExampleThatCanBePastedIntoAnExperiment(ComponentDeclaration component) {
        String example = String.join("\n", new ExampleBlock(CATALOG).lines(component));
        if (example.startsWith("{")) { // for the command line
            assertThat(ConfigFactory.parseString(example).getString("type")).isEqualTo(component.name());
            return;
        }
        String key = example.split("[ .]")[0];
        String rest = REST.lines().filter(line -> !line.startsWith(key + " ")).reduce("", (a, b) -> a + b + "\n");
        ExperimentSource source = ExperimentSource.of("example.conf", rest + example);
        if (TO_BE_COMPLETED.contains(component.name())) {
            assertThatThrownBy(() -> new RecordBinder(CATALOG).bind(Experiment.class, source))
                    .hasMessageMatching("(?s).*(give either|must be of size).*");
            return;
        }
        Experiment experiment = new RecordBinder(CATALOG).bind(Experiment.class, source);
        assertThat(experiment.toString()).contains("type=" + component.name());
    }

    @ParameterizedTest
    @MethodSource("components")
    void describesEveryParameter(ComponentDeclaration component) {
        ComponentDescription description = ComponentDescription.of(component, CATALOG);
        assertThat(description.summary().description()).isNotBlank();
        assertThat(description.parameters())
                .allSatisfy(row -> assertThat(row.description()).as(row.key()).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("components")
    void hasNoKeyOfABlockThatItMayShare(ComponentDeclaration component) {
        Set<String> own = ComponentCatalog.parameters(component.component()).keys();

        for (Class<? extends Record> block :
                AROUND.getOrDefault(component.kind().contract(), List.of())) {
            assertThat(RecordSchema.of(block).keys()).isNotEmpty().noneMatch(own::contains);
        }
    }

    @Test
    void describesEveryKeyOfAnExperiment() {
        assertThat(BlockDescription.all())
                .extracting(BlockDescription::name)
                .containsExactly(
                        "experiment",
                        "losses",
                        "augment",
                        "unlabelled",
                        "trainer",
                        "start",
                        "stages",
                        "metrics",
                        "post-processing",
                        "execution",
                        "search");
        assertThat(BlockDescription.all()).allSatisfy(block -> {
            assertThat(block.description()).matches("[A-Z].*");
            assertThat(block.parameters())
                    .allSatisfy(
                            row -> assertThat(row.description()).as(row.key()).matches("[A-Z].*"));
        });
    }

    @Test
    void describesTheTopLevelOfAnExperimentWithoutWhatIsInItsBlocks() {
        assertThat(BlockDescription.all().get(0).parameters())
                .extracting(ParameterRow::key)
                .contains("name", "data", "trainer", "search")
                .noneMatch(key -> key.contains("."));
    }

    @Test
    void describesBlocksInAListAsThoseOnTheirOwn() {
        BlockDescription stages = BlockDescription.all().stream()
                .filter(block -> block.name().equals("stages"))
                .findAny()
                .orElseThrow();
        assertThat(stages.kind()).isEqualTo("list of blocks");
        assertThat(stages.parameters())
                .extracting(ParameterRow::key)
                .startsWith("data")
                .contains("loss", "losses", "sampler", "hooks", "augment", "trainer", "trainer.epochs");
    }

    @Test
    void findsThePlaceOfEveryKindThatAnExperimentHoldsItself() {
        assertThat(ExamplePlace.kinds().stream()
                        .map(kind -> ExamplePlace.of(kind).orElseThrow().key()))
                .containsExactlyInAnyOrder(
                        "data",
                        "model",
                        "loss",
                        "sampler",
                        "hooks",
                        "examples",
                        "augment",
                        "inference",
                        "post-processing",
                        "trainer.optimizer",
                        "trainer.schedule",
                        "split",
                        "metrics",
                        "ensemble",
                        "submission",
                        "tracking");
    }

    @Test
    void showsBlocksWithinBlocks() {
        ComponentDeclaration combo =
                CATALOG.find(ComponentKind.of(Loss.class), "combo").orElseThrow();
        assertThat(ComponentDescription.of(combo, CATALOG).parameters())
                .extracting(ParameterRow::key)
                .containsExactly("terms", "terms[].weight", "terms[].type, ...");
    }

    @Test
    void saysTypeUnitAndConstraints() {
        ParameterRow row = new ParameterRow(
                "patience",
                "whole number",
                true,
                Optional.empty(),
                Optional.empty(),
                List.of("greater than 0"),
                "how long to wait",
                "epochs");
        assertThat(row.typeInWords()).isEqualTo("whole number (epochs), greater than 0");
        assertThat(row.standardInWords()).isEqualTo("required");
    }
}
