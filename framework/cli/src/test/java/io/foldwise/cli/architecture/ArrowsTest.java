package io.foldwise.cli.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.foldwise.cli.context.Console;
import io.foldwise.engine.provenance.Provenance;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.time.SteadyClock;
import io.foldwise.spi.PluginModule;
import io.foldwise.spi.data.InputShape;
import java.time.Clock;
import java.time.InstantSource;
import java.time.temporal.Temporal;
import java.util.Date;
import java.util.Timer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The arrows between modules: {@code cli -> report -> engine -> spi <- plugins}, {@code plugins -> layers}, {@code plugins -> toolkit
 * -> spi}, {@code engine -> toolkit}, {@code engine -> onnx <- layers}, {@code contracts -> engine}; and none that comes back, between packages either.
 */
@AnalyzeClasses(packages = "io.foldwise", importOptions = DoNotIncludeTests.class)
final class ArrowsTest {

    private static final String SPI = "io.foldwise.spi..";
    private static final String ONNX = "io.foldwise.onnx..";
    private static final String LAYERS = "io.foldwise.layers..";
    private static final String TOOLKIT = "io.foldwise.toolkit..";
    private static final String ENGINE = "io.foldwise.engine..";
    private static final String REPORT = "io.foldwise.report..";
    private static final String CONTRACTS = "io.foldwise.contracts..";
    private static final String CLI = "io.foldwise.cli..";
    private static final String PLUGINS = "io.foldwise.plugin..";

    @ArchTest
    static final ArchRule SPI_KNOWS_NOTHING_OF_US = noClasses()
            .that()
            .resideInAPackage(SPI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ONNX, LAYERS, TOOLKIT, ENGINE, REPORT, CONTRACTS, CLI, PLUGINS);

    /** What its interfaces name: a network's graph, its input, its updater, its arrays and a batch of them. */
    @ArchTest
    static final ArchRule SPI_IMPLEMENTS_NOTHING_OF_DEEPLEARNING4J = noClasses()
            .that()
            .resideInAPackage(SPI)
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.deeplearning4j..", "org.nd4j..")
                    .and(not(belongToAnyOf(
                            GraphBuilder.class,
                            InputType.class,
                            CNN2DFormat.class,
                            Convolution3D.DataFormat.class,
                            RNNFormat.class,
                            IUpdater.class,
                            ISchedule.class,
                            INDArray.class,
                            MultiDataSet.class))));

    @ArchTest
    static final ArchRule ONNX_KNOWS_DEEPLEARNING4J_ALONE = noClasses()
            .that()
            .resideInAPackage(ONNX)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SPI, LAYERS, TOOLKIT, ENGINE, REPORT, CONTRACTS, CLI, PLUGINS);

    @ArchTest
    static final ArchRule LAYERS_KNOW_DEEPLEARNING4J_AND_ONNX = noClasses()
            .that()
            .resideInAPackage(LAYERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SPI, TOOLKIT, ENGINE, REPORT, CONTRACTS, CLI, PLUGINS);

    @ArchTest
    static final ArchRule TOOLKIT_KNOWS_THE_SPI_ALONE = noClasses()
            .that()
            .resideInAPackage(TOOLKIT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LAYERS, ENGINE, REPORT, CONTRACTS, CLI, PLUGINS);

    @ArchTest
    static final ArchRule ENGINE_KNOWS_THE_SPI_AND_THE_TOOLKIT = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LAYERS, REPORT, CONTRACTS, CLI, PLUGINS);

    @ArchTest
    static final ArchRule REPORT_KNOWS_THE_ENGINE_AND_NO_PLUGIN = noClasses()
            .that()
            .resideInAPackage(REPORT)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LAYERS, CONTRACTS, CLI, PLUGINS);

    @ArchTest
    static final ArchRule CLI_KNOWS_NO_PLUGIN = noClasses()
            .that()
            .resideInAPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LAYERS, TOOLKIT, CONTRACTS, PLUGINS);

    @ArchTest
    static final ArchRule PLUGINS_SEE_THE_SPI_LAYERS_ONNX_AND_THE_TOOLKIT = noClasses()
            .that()
            .resideInAPackage(PLUGINS)
            .should()
            .dependOnClassesThat(resideInAPackage("io.foldwise..")
                    .and(resideOutsideOfPackages(SPI, ONNX, LAYERS, TOOLKIT, PLUGINS)));

    @ArchTest
    static final ArchRule CONTRACTS_KNOW_NO_PLUGIN = noClasses()
            .that()
            .resideInAPackage(CONTRACTS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(LAYERS, TOOLKIT, REPORT, CLI, PLUGINS);

    @ArchTest
    static final ArchRule PLUGINS_DO_NOT_SEE_EACH_OTHER = SlicesRuleDefinition.slices()
            .matching("io.foldwise.plugin.(*)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CIRCLES =
            SlicesRuleDefinition.slices().matching("io.foldwise.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ENGINE_KNOWS_NO_MODALITY = noClasses()
            .that()
            .resideInAPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(
                    InputShape.Sequence.class,
                    InputShape.Signal.class,
                    InputShape.Image.class,
                    InputShape.Vector.class);

    @ArchTest
    static final ArchRule ALL_THAT_IS_PRINTED_GOES_THROUGH_THE_CONSOLE =
            noClasses().should().accessField(System.class, "out").orShould().accessField(System.class, "err");

    @ArchTest
    static final ArchRule ONLY_WHAT_REDRAWS_LINES_PRINTS_UNESCAPED = noClasses()
            .that()
            .resideOutsideOfPackage("io.foldwise.cli.board")
            .and()
            .doNotHaveSimpleName("Line") // the one of Patience
            .should()
            .callMethod(Console.class, "screen");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_EXITS = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    /** It may be set back an hour at any time: fit for the date on a record, and for nothing that measures or waits. */
    @ArchTest
    static final ArchRule ONLY_RECORDS_ASK_THE_MACHINES_CLOCK = noClasses()
            .that()
            .doNotBelongToAnyOf(RunFolder.class, Provenance.class, SteadyClock.class)
            .should()
            .callMethodWhere(target(owner(assignableTo(Clock.class)
                            .or(assignableTo(InstantSource.class))
                            .or(assignableTo(Temporal.class))))
                    .and(target(nameMatching("now|system.*"))))
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Timer.class, Date.class);

    @ArchTest
    static final ArchRule PICOCLI_STAYS_IN_THE_COMMAND_LINE = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("picocli..");

    @ArchTest
    static final ArchRule ARBITER_STAYS_IN_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.deeplearning4j.arbiter..");

    @ArchTest
    static final ArchRule PLUGINS_ARE_FINAL = classes()
            .that()
            .areAssignableTo(PluginModule.class)
            .and()
            .areNotAssignableFrom(PluginModule.class)
            .should()
            .haveModifier(JavaModifier.FINAL);
}
