package io.foldwise.plugin.standard.hook;

import static org.junit.jupiter.api.Named.named;

import io.foldwise.contracts.HookContract;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Hook;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What all hooks of this package have in common. */
@ParameterizedClass
@MethodSource("hooks")
final class EveryHookTest extends HookContract {

    private final Function<InputShape, Hook> hook;

    EveryHookTest(Function<InputShape, Hook> hook) {
        this.hook = hook;
    }

    @Override
    protected Hook hook(InputShape input) {
        return hook.apply(input);
    }

    static Stream<Named<Function<InputShape, Hook>>> hooks() {
        return Stream.of(
                named("ema", input -> new Ema(new Ema.Params(0.9, 1, true))),
                named("swa", input -> new Swa(new Swa.Params(2, 4))),
                named("lookahead", input -> new Lookahead(new Lookahead.Params(3, 0.5))),
                named(
                        "adversarial",
                        input -> new Adversarial(
                                new Adversarial.Params(List.of("hidden"), 0.5, Adversarial.Of.WEIGHTS))),
                named(
                        "adversarial, of outputs",
                        input -> new Adversarial(
                                new Adversarial.Params(List.of("hidden"), 0.5, Adversarial.Of.OUTPUTS))),
                named("mean-teacher", input -> Teachers.of(Teachers.params(0.9, 1, 3, 0.1), input)),
                named("mixup", input -> new Mixup(new Mixup.Params(1), input)),
                named("gradient-clipping", input -> new GradientClipping(new GradientClipping.Params(0.01))),
                named("weight-decay", input -> new WeightDecay(new WeightDecay.Params(0.1, List.of()))),
                named(
                        "layer-rates",
                        input -> new LayerRates(new LayerRates.Params(List.of(new LayerRates.Rate("hidden", 0.1))))));
    }
}
