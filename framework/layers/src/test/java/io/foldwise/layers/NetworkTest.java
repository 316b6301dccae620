package io.foldwise.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.layers.dense.Dense.Activation;
import io.foldwise.layers.embedding.Embedding;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.rnn.DuplicateToTimeSeriesVertex;
import org.deeplearning4j.nn.conf.graph.rnn.LastTimeStepVertex;
import org.deeplearning4j.nn.conf.graph.rnn.ReverseTimeSeriesVertex;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PReLULayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.transferlearning.FineTuneConfiguration;
import org.deeplearning4j.nn.transferlearning.TransferLearning;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

final class NetworkTest {

    /** Every block there is. */
    private static final Networks.Blocks EVERYTHING = (net, tokens) -> {
        String x = net.embedding(
                tokens, Embedding.Options.of(Networks.VOCABULARY, 6).withWordDropout(0.1));
        x = net.tokenDropout(net.spatialDropout(net.dropout(x, 0.1), 0.1), 0.1);
        x = net.layerNorm(net.dense(x, 8, Activation.RELU));
        x = net.add("residual", new ElementWiseVertex(ElementWiseVertex.Op.Add), x, net.lstm(x, 8));
        String both = net.biLstm(x, 4);
        String vector = net.concat(
                net.maxOverTime(both),
                net.meanOverTime(both),
                net.lastStep(both),
                net.attentionOverTime(both),
                net.textConvolution(net.sequenceConvolution(x, 4, 3, Activation.RELU), 3, 2, 3));
        return net.logits(net.dense(vector, 5, Activation.TANH), 4);
    };

    @Test
    void namesReadBlockPartIndex() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, EVERYTHING);
        assertThat(network.getConfiguration().getVertices().keySet())
                .containsExactlyInAnyOrder(
                        "embedding-1",
                        "dropout-value-1",
                        "dropout-channel-1",
                        "dropout-step-1",
                        "dense-1",
                        "layer-norm-1",
                        "lstm-1",
                        "residual-1",
                        "bilstm-1",
                        "pooling-max-1",
                        "pooling-mean-1",
                        "pooling-last-1",
                        "pooling-attention-1",
                        "sequence-convolution-1",
                        "text-convolution-1",
                        "concat-1",
                        "dense-2",
                        "logits-1",
                        "output");
    }

    /** Saved models name classes and parameters: changing any of these makes older models unreadable. */
    @Test
    void namesInSavedModelsStayAsTheyAre() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, EVERYTHING);
        Stream<String> classes = network.getConfiguration().getVertices().values().stream()
                .filter(LayerVertex.class::isInstance)
                .map(vertex -> ((LayerVertex) vertex)
                        .getLayerConf()
                        .getLayer()
                        .getClass()
                        .getName())
                .filter(name -> name.startsWith("io.foldwise"))
                .distinct();
        assertThat(classes)
                .containsExactlyInAnyOrder(
                        "io.foldwise.layers.embedding.Embedding",
                        "io.foldwise.layers.dropout.Dropout",
                        "io.foldwise.layers.dense.Dense",
                        "io.foldwise.layers.normalization.LayerNorm",
                        "io.foldwise.layers.recurrent.Lstm",
                        "io.foldwise.layers.pooling.TimePooling",
                        "io.foldwise.layers.pooling.AttentionPooling",
                        "io.foldwise.layers.convolution.SequenceConvolution",
                        "io.foldwise.layers.convolution.TextConvolution");
        assertThat(network.getConfiguration().toJson())
                .contains(
                        "\"reading\" : \"FORWARD\"",
                        "\"reading\" : \"BOTH_WAYS\"",
                        "\"reduction\" : \"MAX\"",
                        "\"unit\" : \"CHANNEL\"",
                        "\"activation\" : \"RELU\"",
                        "\"padding\" : \"SAME\"",
                        "\"widths\" : [ 2, 3 ]",
                        "\"wordDropout\" : 0.1");
        assertThat(network.paramTable().keySet())
                .contains(
                        "embedding-1_table",
                        "dense-1_weights",
                        "dense-1_bias",
                        "layer-norm-1_gain",
                        "layer-norm-1_bias",
                        "lstm-1_input-weights",
                        "lstm-1_bias",
                        "lstm-1_recurrent-weights",
                        "bilstm-1_forward-input-weights",
                        "bilstm-1_backward-recurrent-weights",
                        "pooling-attention-1_query",
                        "text-convolution-1_weights-2",
                        "text-convolution-1_bias-3");
    }

    @Test
    void everyParameterGetsAGradient() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, EVERYTHING);
        Batch.padded(DataType.FLOAT, 9, 2, 7, 5, 9).gradient(network);
        network.gradient()
                .gradientForVariable()
                .forEach((name, gradient) ->
                        assertThat(gradient.amaxNumber().floatValue()).as(name).isPositive());
    }

    @Test
    void everythingTogetherKeepsTheContract() {
        Batch batch = Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9);
        LayerAssert.assertKernelsAgree(EVERYTHING, batch);
        LayerAssert.assertPaddingDoesNotMatter(EVERYTHING, batch);
        LayerAssert.assertSurvivesSaving(EVERYTHING, batch);
        LayerAssert.assertTrainingRepeats(EVERYTHING, batch);
    }

    @Test
    void emptySequencesAreNoTrouble() {
        Batch empty = Batch.padded(DataType.FLOAT, 4, 0, 0);
        LayerAssert.assertKernelsAgree(EVERYTHING, empty);
        INDArray predictions = empty.predict(Networks.onTokens(DataType.FLOAT, EVERYTHING));
        assertThat(predictions.isNaN().any()).isFalse();
        LayerAssert.assertSameBits(predictions.getRow(0), predictions.getRow(1));
    }

    @Test
    void lengthAndBatchSizeMayChangeAtAnyTime() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, EVERYTHING);
        Batch small = Batch.padded(DataType.FLOAT, 3, 2, 3);
        INDArray before = small.predict(network);
        assertThat(Batch.full(DataType.FLOAT, 1, 1).predict(network).shape()).containsExactly(1, 3);
        assertThat(Batch.padded(DataType.FLOAT, 60, 60, 2, 44, 1, 7)
                        .predict(network)
                        .shape())
                .containsExactly(5, 3);
        LayerAssert.assertClose(small.predict(network), before, 0);
        for (int time : List.of(4, 40, 1, 12)) {
            network.fit(Batch.full(DataType.FLOAT, 2, time).dataSet());
            network.fit(
                    Batch.padded(DataType.FLOAT, time + 3, time, 1, time + 2).dataSet());
        }
        assertThat(network.params().isNaN().any()).isFalse();
        assertThat(small.predict(network)).isNotEqualTo(before);
    }

    @Test
    void networksCanBeClonedAndPartlyFrozen() {
        ComputationGraph network = Networks.onTokens(DataType.FLOAT, EVERYTHING);
        Batch batch = Batch.padded(DataType.FLOAT, 9, 2, 7, 1, 9);
        LayerAssert.assertSameBits(batch.predict(network.clone()), batch.predict(network));

        ComputationGraph tuned = new TransferLearning.GraphBuilder(network)
                .fineTuneConfiguration(new FineTuneConfiguration.Builder()
                        .updater(new Sgd(0.5))
                        .build())
                .setFeatureExtractor("lstm-1")
                .build();
        INDArray frozen = tuned.getParam("lstm-1_recurrent-weights").dup();
        INDArray free = tuned.getParam("bilstm-1_forward-bias").dup();
        tuned.fit(batch.dataSet());
        LayerAssert.assertSameBits(tuned.getParam("lstm-1_recurrent-weights"), frozen);
        assertThat(tuned.getParam("bilstm-1_forward-bias")).isNotEqualTo(free);
    }

    @Test
    void namesTheLayerThatCannotReadOurSequencesAndWhatToUseInstead() {
        Layer convolution = new Convolution1DLayer.Builder(3).nOut(4).build();
        Layer normalization = new BatchNormalization();
        assertThatThrownBy(() -> Networks.onTokens(DataType.FLOAT, (net, tokens) -> {
                    String x = net.embedding(tokens, Networks.VOCABULARY, 6);
                    x = net.add("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), x, net.lstm(x, 6));
                    return net.maxOverTime(net.add("convolution", convolution, x));
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Convolution1DLayer of Deeplearning4j cannot read 'sum-1', which is [batch, time, channels]:"
                                + " use sequenceConvolution instead");
        assertThatThrownBy(() -> Networks.build(
                        DataType.FLOAT, Network.sequence(3), (net, steps) -> net.add("norm", normalization, steps)))
                .hasMessageContaining("BatchNormalization")
                .hasMessageContaining("use layerNorm instead");
        for (GraphVertex vertex : new GraphVertex[] {
            new ReverseTimeSeriesVertex("tokens"),
            new LastTimeStepVertex("tokens"),
            new DuplicateToTimeSeriesVertex("tokens")
        }) {
            assertThatThrownBy(() -> Networks.build(
                            DataType.FLOAT, Network.sequence(3), (net, steps) -> net.add("vertex", vertex, steps)))
                    .hasMessageContaining(vertex.getClass().getSimpleName() + " of Deeplearning4j cannot read");
        }
        for (Layer layer : new Layer[] {new GlobalPoolingLayer(), new PReLULayer()}) {
            assertThatThrownBy(() -> Networks.build(
                            DataType.FLOAT, Network.sequence(3), (net, steps) -> net.add("layer", layer, steps)))
                    .hasMessageContaining(layer.getClass().getSimpleName() + " of Deeplearning4j cannot read");
        }
        Networks.onTokens(
                DataType.FLOAT,
                (net, tokens) ->
                        net.add("norm", normalization, net.maxOverTime(net.embedding(tokens, Networks.VOCABULARY, 6))));
    }

    @Test
    void namesTheLayerThatCannotReadOurSequencesAlsoIfItWasAddedToTheGraphItself() {
        GraphBuilder graph = new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("tokens")
                .setInputTypes(Network.tokens());
        Network net = new Network(graph);
        graph.addLayer("pooling", new GlobalPoolingLayer(), net.embedding("tokens", Networks.VOCABULARY, 6));

        assertThatThrownBy(() -> net.logits("pooling", 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("GlobalPoolingLayer of Deeplearning4j cannot read 'embedding-1', which is [batch, time,"
                        + " channels]: use maxOverTime or meanOverTime instead");
    }
}
