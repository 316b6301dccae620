package io.foldwise.plugin.standard;

import io.foldwise.plugin.standard.augmentation.Noise;
import io.foldwise.plugin.standard.augmentation.OneOf;
import io.foldwise.plugin.standard.augmentation.Some;
import io.foldwise.plugin.standard.ensemble.Greedy;
import io.foldwise.plugin.standard.ensemble.Mean;
import io.foldwise.plugin.standard.ensemble.Weighted;
import io.foldwise.plugin.standard.hook.Adversarial;
import io.foldwise.plugin.standard.hook.Ema;
import io.foldwise.plugin.standard.hook.GradientClipping;
import io.foldwise.plugin.standard.hook.LayerRates;
import io.foldwise.plugin.standard.hook.Lookahead;
import io.foldwise.plugin.standard.hook.MeanTeacher;
import io.foldwise.plugin.standard.hook.Mixup;
import io.foldwise.plugin.standard.hook.Swa;
import io.foldwise.plugin.standard.hook.WeightDecay;
import io.foldwise.plugin.standard.inference.Flips;
import io.foldwise.plugin.standard.inference.Tiled;
import io.foldwise.plugin.standard.inference.Whole;
import io.foldwise.plugin.standard.loss.Balanced;
import io.foldwise.plugin.standard.loss.BinaryCrossEntropy;
import io.foldwise.plugin.standard.loss.Combo;
import io.foldwise.plugin.standard.loss.Dice;
import io.foldwise.plugin.standard.loss.ErrorWeighted;
import io.foldwise.plugin.standard.loss.Focal;
import io.foldwise.plugin.standard.loss.Huber;
import io.foldwise.plugin.standard.loss.Jaccard;
import io.foldwise.plugin.standard.loss.LabelSmoothing;
import io.foldwise.plugin.standard.loss.Lovasz;
import io.foldwise.plugin.standard.loss.MeanSquaredError;
import io.foldwise.plugin.standard.loss.PerClass;
import io.foldwise.plugin.standard.loss.SoftmaxCrossEntropy;
import io.foldwise.plugin.standard.metric.Accuracy;
import io.foldwise.plugin.standard.metric.ClassCrossEntropy;
import io.foldwise.plugin.standard.metric.ExactMatch;
import io.foldwise.plugin.standard.metric.F1;
import io.foldwise.plugin.standard.metric.FMax;
import io.foldwise.plugin.standard.metric.LogLoss;
import io.foldwise.plugin.standard.metric.MacroAuc;
import io.foldwise.plugin.standard.metric.MacroF1;
import io.foldwise.plugin.standard.metric.MeanAbsoluteError;
import io.foldwise.plugin.standard.metric.MicroAuc;
import io.foldwise.plugin.standard.metric.Pearson;
import io.foldwise.plugin.standard.metric.RSquared;
import io.foldwise.plugin.standard.metric.RootMeanSquaredError;
import io.foldwise.plugin.standard.metric.Score;
import io.foldwise.plugin.standard.optimizer.AdaBeliefOptimizer;
import io.foldwise.plugin.standard.optimizer.AdaDeltaOptimizer;
import io.foldwise.plugin.standard.optimizer.AdaGradOptimizer;
import io.foldwise.plugin.standard.optimizer.AdaMaxOptimizer;
import io.foldwise.plugin.standard.optimizer.AdamOptimizer;
import io.foldwise.plugin.standard.optimizer.AmsGradOptimizer;
import io.foldwise.plugin.standard.optimizer.NadamOptimizer;
import io.foldwise.plugin.standard.optimizer.NesterovOptimizer;
import io.foldwise.plugin.standard.optimizer.RmsPropOptimizer;
import io.foldwise.plugin.standard.optimizer.SgdOptimizer;
import io.foldwise.plugin.standard.postprocessing.LabelRules;
import io.foldwise.plugin.standard.postprocessing.Platt;
import io.foldwise.plugin.standard.postprocessing.Temperature;
import io.foldwise.plugin.standard.postprocessing.Thresholds;
import io.foldwise.plugin.standard.sampler.HardExamples;
import io.foldwise.plugin.standard.sampler.LengthBucketed;
import io.foldwise.plugin.standard.sampler.RepeatRare;
import io.foldwise.plugin.standard.sampler.Shuffled;
import io.foldwise.plugin.standard.sampler.SlidingShare;
import io.foldwise.plugin.standard.schedule.Constant;
import io.foldwise.plugin.standard.schedule.Cosine;
import io.foldwise.plugin.standard.schedule.Cycle;
import io.foldwise.plugin.standard.schedule.Exponential;
import io.foldwise.plugin.standard.schedule.Inverse;
import io.foldwise.plugin.standard.schedule.MultiStep;
import io.foldwise.plugin.standard.schedule.OneCycle;
import io.foldwise.plugin.standard.schedule.Polynomial;
import io.foldwise.plugin.standard.schedule.ReduceOnPlateau;
import io.foldwise.plugin.standard.schedule.Step;
import io.foldwise.plugin.standard.schedule.WarmRestarts;
import io.foldwise.plugin.standard.schedule.WarmUp;
import io.foldwise.plugin.standard.split.Given;
import io.foldwise.plugin.standard.split.GroupedKFold;
import io.foldwise.plugin.standard.split.Holdout;
import io.foldwise.plugin.standard.split.KFold;
import io.foldwise.plugin.standard.split.LeaveOneSourceOut;
import io.foldwise.plugin.standard.split.Repeated;
import io.foldwise.plugin.standard.split.StratifiedGroupedKFold;
import io.foldwise.plugin.standard.split.StratifiedKFold;
import io.foldwise.plugin.standard.tracking.Mlflow;
import io.foldwise.plugin.standard.tracking.TensorBoard;
import io.foldwise.spi.PluginModule;

/** Names the components that every modality shares. */
public final class StandardPlugin extends PluginModule {

    @Override
    protected void plug() {
        component("bce", BinaryCrossEntropy.class);
        component("focal", Focal.class);
        component("dice", Dice.class);
        component("jaccard", Jaccard.class);
        component("lovasz", Lovasz.class);
        component("combo", Combo.class);
        component("per-class", PerClass.class);
        component("balanced", Balanced.class);
        component("error-weighted", ErrorWeighted.class);
        component("label-smoothing", LabelSmoothing.class);
        component("cross-entropy", SoftmaxCrossEntropy.class);
        component("mse", MeanSquaredError.class);
        component("huber", Huber.class);

        component("shuffled", Shuffled.class);
        component("length-bucketed", LengthBucketed.class);
        component("sliding-share", SlidingShare.class);
        component("repeat-rare", RepeatRare.class);
        component("hard-examples", HardExamples.class);

        component("sgd", SgdOptimizer.class);
        component("nesterov", NesterovOptimizer.class);
        component("adam", AdamOptimizer.class);
        component("adamax", AdaMaxOptimizer.class);
        component("nadam", NadamOptimizer.class);
        component("amsgrad", AmsGradOptimizer.class);
        component("adabelief", AdaBeliefOptimizer.class);
        component("rmsprop", RmsPropOptimizer.class);
        component("adagrad", AdaGradOptimizer.class);
        component("adadelta", AdaDeltaOptimizer.class);

        component("constant", Constant.class);
        component("step", Step.class);
        component("multi-step", MultiStep.class);
        component("exponential", Exponential.class);
        component("polynomial", Polynomial.class);
        component("inverse", Inverse.class);
        component("cosine", Cosine.class);
        component("warm-restarts", WarmRestarts.class);
        component("warm-up", WarmUp.class);
        component("one-cycle", OneCycle.class);
        component("cycle", Cycle.class);
        component("reduce-on-plateau", ReduceOnPlateau.class);

        component("ema", Ema.class);
        component("swa", Swa.class);
        component("lookahead", Lookahead.class);
        component("adversarial", Adversarial.class);
        component("mean-teacher", MeanTeacher.class);
        component("mixup", Mixup.class);
        component("gradient-clipping", GradientClipping.class);
        component("weight-decay", WeightDecay.class);
        component("layer-rates", LayerRates.class);

        component("k-fold", KFold.class);
        component("stratified-grouped-k-fold", StratifiedGroupedKFold.class);
        component("stratified-k-fold", StratifiedKFold.class);
        component("grouped-k-fold", GroupedKFold.class);
        component("holdout", Holdout.class);
        component("repeated", Repeated.class);
        component("given", Given.class);
        component("leave-one-source-out", LeaveOneSourceOut.class);

        component("mlogloss", LogLoss.class);
        component("score", Score.class);
        component("macro-auc", MacroAuc.class);
        component("micro-auc", MicroAuc.class);
        component("exact-match", ExactMatch.class);
        component("accuracy", Accuracy.class);
        component("f1", F1.class);
        component("macro-f1", MacroF1.class);
        component("fmax", FMax.class);
        component("cross-entropy", ClassCrossEntropy.class);
        component("rmse", RootMeanSquaredError.class);
        component("mae", MeanAbsoluteError.class);
        component("r2", RSquared.class);
        component("pearson", Pearson.class);

        component("mean", Mean.class);
        component("weighted", Weighted.class);
        component("greedy", Greedy.class);

        component("noise", Noise.class);
        component("one-of", OneOf.class);
        component("some", Some.class);

        component("whole", Whole.class);
        component("flips", Flips.class);
        component("tiled", Tiled.class);

        component("thresholds", Thresholds.class);
        component("temperature", Temperature.class);
        component("platt", Platt.class);
        component("label-rules", LabelRules.class);

        component("tensorboard", TensorBoard.class);
        component("mlflow", Mlflow.class);
    }
}
