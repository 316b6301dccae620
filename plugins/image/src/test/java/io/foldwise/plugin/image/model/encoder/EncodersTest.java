package io.foldwise.plugin.image.model.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.layers.Network;
import io.foldwise.plugin.image.model.block.FeatureMap;
import io.foldwise.plugin.image.model.block.Normalization;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class EncodersTest {

    private static final int HEIGHT = 75;
    private static final int WIDTH = 64;
    private static final InputType IMAGE = InputType.convolutional(HEIGHT, WIDTH, 3, CNN2DFormat.NHWC);

    private static final PlainEncoder PLAIN =
            new PlainEncoder(new PlainEncoder.Params(List.of(2, 3, 4), Normalization.BATCH_NORM));
    private static final ResNetSettings RESNET = new ResNetSettings(2, 3, Normalization.BATCH_NORM);
    private static final ResNetSettings ALBUNET = new ResNetSettings(2, 2, Normalization.NONE);
    private static final SeResNextSettings SE_RESNEXT = new SeResNextSettings(2, 2, 4, Normalization.BATCH_NORM);
    private static final EfficientNetSettings EFFICIENT = new EfficientNetSettings(0.1, Normalization.NONE);

    static Stream<Arguments> encoders() {
        return Stream.of(
                Arguments.of(PLAIN, List.of(1, 2, 4)),
                Arguments.of(new ResNet18(new ResNet18.Params(RESNET)), List.of(2, 4, 8, 16, 32)),
                Arguments.of(new ResNet34(new ResNet34.Params(ALBUNET)), List.of(2, 4, 8, 16, 32)),
                Arguments.of(new ResNet50(new ResNet50.Params(RESNET)), List.of(2, 4, 8, 16, 32)),
                Arguments.of(new SeResNext50(new SeResNext50.Params(SE_RESNEXT)), List.of(2, 4, 8, 16, 32)),
                Arguments.of(new SeResNext101(new SeResNext101.Params(SE_RESNEXT)), List.of(2, 4, 8, 16, 32)),
                Arguments.of(new EfficientNetB0(new EfficientNetB0.Params(EFFICIENT)), List.of(2, 4, 8, 16, 32)),
                Arguments.of(new EfficientNetB3(new EfficientNetB3.Params(EFFICIENT)), List.of(2, 4, 8, 16, 32)));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void mapsAreHalfAsLargeEachUntilTheOutputStride(Encoder encoder, List<Integer> strides) {
        for (int most : new int[] {Encoder.ANY_STRIDE, 16, 8, 4}) {
            GraphBuilder graph = new NeuralNetConfiguration.Builder()
                    .graphBuilder()
                    .addInputs("image")
                    .setInputTypes(IMAGE);
            List<FeatureMap> maps = encoder.features(new Network(graph), new FeatureMap("image", 3, 1), most);
            String last = maps.get(maps.size() - 1).vertex();
            Map<String, InputType> types = graph.setOutputs(last).build().getLayerActivationTypes(IMAGE);
            assertThat(maps)
                    .extracting(FeatureMap::stride)
                    .isEqualTo(strides.stream()
                            .map(stride -> Math.min(stride, most))
                            .toList());
            for (FeatureMap map : maps) {
                InputTypeConvolutional type = (InputTypeConvolutional) types.get(map.vertex());
                assertThat(List.of(type.getHeight(), type.getWidth(), type.getChannels()))
                        .as("%s with an output stride of %d", map, most)
                        .containsExactly(
                                (HEIGHT + map.stride() - 1L) / map.stride(),
                                (WIDTH + map.stride() - 1L) / map.stride(),
                                (long) map.channels());
            }
        }
    }
}
