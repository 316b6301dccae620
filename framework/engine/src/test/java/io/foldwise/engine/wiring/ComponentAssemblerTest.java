package io.foldwise.engine.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.sample.BceLoss;
import io.foldwise.engine.sample.ComboLoss;
import io.foldwise.engine.sample.LineModel;
import io.foldwise.engine.sample.LogLossMetric;
import io.foldwise.engine.sample.Misfits;
import io.foldwise.engine.sample.NetModel;
import io.foldwise.engine.sample.PairsSubmission;
import io.foldwise.engine.sample.SamplePlugin;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.training.Loss;
import io.foldwise.spi.validation.Metric;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ComponentAssemblerTest {

    private static final String PLACE = "experiments/x.conf:7: here";
    private static final LabelSchema LABELS = LabelSchema.of("labels", List.of("a", "b", "c"));
    private static final AssemblyContext CONTEXT = AssemblyContext.empty()
            .withInput(new InputShape.Vector(12))
            .withTask(Task.of(LABELS))
            .withSeed(new Seed(5));

    private final Plugins plugins = PluginLoader.of(List.of(new SamplePlugin()));
    private final ComponentAssembler assembler = new ComponentAssembler(plugins, CONTEXT);

    @Test
    void givesAComponentItsParametersAndTheContext() {
        NetModel.Params params = new NetModel.Params(1, List.of(2), 0, NetModel.Pooling.MAX, Optional.empty());

        Model model = assembler.build(new Spec<>("net", NetModel.class, params, PLACE));

        assertThat(model)
                .isInstanceOfSatisfying(
                        NetModel.class, net -> assertThat(net.seed()).isEqualTo(new Seed(5)));
    }

    @Test
    void givesTheShapeUnderItsOwnClassToo() {
        LineModel model = assembler.build(new Spec<>("line", LineModel.class, new LineModel.Params(0), PLACE));

        assertThat(model.input()).isEqualTo(new InputShape.Vector(12));
    }

    @Test
    void buildsComponentsWithinComponents() {
        ComboLoss combo = assembler.build(combo(bce(0.1), bce(0.2)));

        assertThat(combo.losses())
                .map(loss -> ((BceLoss) loss).params().smoothing())
                .containsExactly(0.1, 0.2);
    }

    @Test
    void buildsAnewEveryTime() {
        Spec<Loss> spec = bce(0.1);

        assertThat(assembler.build(spec)).isNotSameAs(assembler.build(spec));
    }

    @Test
    void incompatibleDataIsAProblemWhereTheComponentIsNamed() {
        Spec<SubmissionFormat> spec = new Spec<>("pairs", PairsSubmission.class, new PairsSubmission.Params(), PLACE);

        assertThatThrownBy(() -> assembler.build(spec))
                .isInstanceOf(ConfigException.class)
                .hasMessage(PLACE + ": submission pairs: holds 2 labels, but the data has 3\n1 problem");
    }

    @Test
    void aShapeThatTheModelDoesNotReadIsAProblem() {
        ComponentAssembler sequences = assembler.in(CONTEXT.withInput(new InputShape.Sequence(859, 100)));

        assertThatThrownBy(() -> sequences.build(new Spec<>("line", LineModel.class, new LineModel.Params(0), PLACE)))
                .hasMessage(
                        PLACE
                                + ": model line reads vectors, but the data gives sequences of up to 100 of 859 categories\n1 problem");
    }

    @Test
    void whatIsNotKnownIsNamed() {
        ComponentAssembler blind = new ComponentAssembler(plugins, AssemblyContext.empty());

        assertThatThrownBy(() ->
                        blind.build(new Spec<>("pairs", PairsSubmission.class, new PairsSubmission.Params(), PLACE)))
                .hasMessageStartingWith(PLACE
                        + ": submission pairs asks for io.foldwise.spi.data.LabelSchema, which is not known here");
        assertThatThrownBy(() -> blind.build(
                        new Spec<Metric>("greedy", Misfits.Greedy.class, new Misfits.Greedy.Params(), PLACE)))
                .hasMessageStartingWith(PLACE + ": metric greedy asks for java.lang.Thread, which is not known here");
    }

    @Test
    void whatFieldsAskForInVainIsNamedToo() {
        assertThatThrownBy(() -> assembler.build(
                        new Spec<Metric>("secretive", Misfits.Secretive.class, new Misfits.Secretive.Params(), PLACE)))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(PLACE + ": metric secretive cannot be built: ")
                .hasMessageContaining("Thread");
    }

    @Test
    void aProblemWithinIsReportedAtItsOwnPlace() {
        Spec<Loss> picky =
                new Spec<>("picky", Misfits.Picky.class, new Misfits.Picky.Params(), "x.conf:9: loss.terms[1]");

        assertThatThrownBy(() -> assembler.build(combo(bce(0), picky)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("x.conf:9: loss.terms[1]: loss picky: not today\n1 problem");
    }

    @Test
    void otherExceptionsNameTheComponentAndWhereTheyWereThrown() {
        assertThatThrownBy(() -> assembler.build(
                        new Spec<Metric>("broken", Misfits.Broken.class, new Misfits.Broken.Params(), PLACE)))
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching(
                        "\\Q" + PLACE + ": metric broken (" + Misfits.Broken.class.getName()
                                + ") cannot be built: UnsupportedOperationException: not yet, at Misfits.java:\\E\\d+\n1 problem");
    }

    @Test
    void aComponentWithoutNeedsIsBuiltInAnEmptyContext() {
        ComponentAssembler blind = new ComponentAssembler(plugins, AssemblyContext.empty());

        assertThat(blind.build(new Spec<Metric>("mlogloss", LogLossMetric.class, new LogLossMetric.Params(), PLACE)))
                .isInstanceOf(LogLossMetric.class);
    }

    private static Spec<Loss> bce(double smoothing) {
        return new Spec<>("bce", BceLoss.class, new BceLoss.Params(smoothing), PLACE);
    }

    private static Spec<ComboLoss> combo(Spec<Loss> one, Spec<Loss> other) {
        List<ComboLoss.Term> terms = List.of(new ComboLoss.Term(1, one), new ComboLoss.Term(1, other));
        return new Spec<>("combo", ComboLoss.class, new ComboLoss.Params(terms), PLACE);
    }
}
