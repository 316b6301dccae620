package io.foldwise.engine.network;

import java.util.List;
import org.deeplearning4j.nn.api.Trainable;
import org.deeplearning4j.nn.api.TrainingConfig;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Deeplearning4j's updater, which does not look for regularization where there is none. The original makes four views of
 * every parameter in every step only to find that out, a quarter of all that training a small network leaves to the garbage
 * collector. Weights come out the same, bit for bit.
 */
final class LeanUpdater extends ComputationGraphUpdater {

    LeanUpdater(ComputationGraph network) {
        super(network);
        updaterBlocks.replaceAll(block -> regularized(block) ? block : new PlainBlock(block));
    }

    private static boolean regularized(UpdaterBlock block) {
        return block.getLayersAndVariablesInBlock().stream().anyMatch(LeanUpdater::regularized);
    }

    private static boolean regularized(UpdaterBlock.ParamState parameter) {
        Trainable layer = parameter.getLayer();
        TrainingConfig config = layer.getConfig();
        List<Regularization> found = config.getRegularizationByParam(parameter.getParamName());
        return found != null && !found.isEmpty();
    }

    private static final class PlainBlock extends UpdaterBlock {

        PlainBlock(UpdaterBlock block) {
            super(
                    block.getParamOffsetStart(),
                    block.getParamOffsetEnd(),
                    block.getUpdaterViewOffsetStart(),
                    block.getUpdaterViewOffsetEnd(),
                    block.getLayersAndVariablesInBlock());
            setUpdaterView(block.getUpdaterView());
            setGradientView(block.getGradientView());
            setUpdaterViewRequiresInitialization(block.isUpdaterViewRequiresInitialization());
            setGradientUpdater(block.getGradientUpdater());
        }

        @Override
        protected void applyRegularizationAllVariables(
                Regularization.ApplyStep step,
                int iteration,
                int epoch,
                boolean externalGradient,
                INDArray fullNetworkGradientView,
                INDArray fullNetworkParamsArray) {
            // there is none
        }
    }
}
