package io.foldwise.engine.training;

import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.model.NetworkModel;

/**
 * What a stage trains its network for, where that is not what the experiment asks.
 *
 * @param model the experiment's, as it answers this task
 * @param input the shape of the stage's samples
 */
public record OtherTask(NetworkModel model, InputShape input, Task task) {}
