"""Templates of what the rooms without Qt say to the inspector: errors, progress, advice.

``{n}``, ``{m}`` and ``{k}`` stand for numbers. `core_words` recognises sentences by these, and also
``path: reason`` and several sentences in a row, so that each stands here once.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

CORE_TEXTS: Final = (
    # ---- classes, groups, notes, history: siamdesk.project ----
    QT_TRANSLATE_NOOP("core", "A class needs a name. Type at least one letter or digit."),
    QT_TRANSLATE_NOOP(
        "core", "The class name '{name}…' has {n} characters; at most {m} fit. Shorten it."
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The class name '{name}…' takes {n} bytes; folders that are named after classes have room "
        "for {m}. Shorten it to {k} of its {all} characters.",
    ),
    QT_TRANSLATE_NOOP("core", "A class can't be called '{name}': folders use that name."),
    QT_TRANSLATE_NOOP(
        "core",
        "The class name '{name}' contains a slash (/), which can't be part of a folder's name. "
        "Use a hyphen instead.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The class name '{name}' contains a backslash (\\), which can't be part of a folder's "
        "name. Use a hyphen instead.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The class name '{name}' contains an invisible control character ({code}). Type the name "
        "again without it.",
    ),
    QT_TRANSLATE_NOOP("core", "There is no class '{name}'. Add it first, or check its spelling."),
    QT_TRANSLATE_NOOP("core", "This class is not in the project any more. Choose another one."),
    QT_TRANSLATE_NOOP(
        "core",
        "There is already a class '{name}'. Names must differ in more than capitals: choose "
        "another one.",
    ),
    QT_TRANSLATE_NOOP("core", "A class can't be merged into itself. Choose another one."),
    QT_TRANSLATE_NOOP("core", "Select photos that are to become the class '{name}'."),
    QT_TRANSLATE_NOOP("core", "A class needs four examples before it can be split in two."),
    QT_TRANSLATE_NOOP("core", "{name} can't be read any more. Choose another photo."),
    QT_TRANSLATE_NOOP("core", "No other photo has been looked at yet. Try again in a moment."),
    QT_TRANSLATE_NOOP("core", "Comparing photos"),
    QT_TRANSLATE_NOOP(
        "core",
        "This needs TensorFlow and Keras, which SiamDesk Lite leaves out. Use the full SiamDesk "
        "for it; it opens the same projects.",
    ),
    QT_TRANSLATE_NOOP("core", "Arranging the map"),
    QT_TRANSLATE_NOOP("core", "'{colour}' is no colour. Write it as #rrggbb, for example #0072b2."),
    QT_TRANSLATE_NOOP(
        "core", "The note '{note}…' has {n} characters; at most {m} fit. Shorten it."
    ),
    QT_TRANSLATE_NOOP(
        "core", "The group name '{group}…' has {n} characters; at most {m} fit. Shorten it."
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "This point of the history can't be reached any more: something was done after it had "
        "been undone. Choose another one.",
    ),
    QT_TRANSLATE_NOOP(
        "core", "{n} of {m} photos are not in the project any more. Nothing was changed."
    ),
    QT_TRANSLATE_NOOP(
        "core", "Model version {n} is in use. Use another version first, then delete it."
    ),
    QT_TRANSLATE_NOOP("core", "There is no model version {n} in this project. Known: {versions}."),
    QT_TRANSLATE_NOOP("core", "{folder} is not below {parent}, where tuned encoders belong."),
    # ---- opening and keeping a project: siamdesk.project ----
    QT_TRANSLATE_NOOP(
        "core",
        "the disk is full. Free some space and try again; nothing was changed.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "it may not be written to. Check its permissions, or copy the project to a folder of "
        "your own; nothing was changed.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "SiamDesk may not read or change it. Check its permissions, or copy it to a folder of "
        "your own; nothing was changed.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "its database can't be opened. Check that the disk or network drive is there and that "
        "you may write to it.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "the disk failed while reading or writing. Check the disk or network drive and try "
        "again; nothing was changed.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "another program is writing to it just now. Close other windows of this project and try "
        "again; nothing was changed.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "your share of the disk is used up. Free some space; nothing was changed.",
    ),
    QT_TRANSLATE_NOOP("core", "its name is too long for this system. Choose a shorter one."),
    QT_TRANSLATE_NOOP(
        "core",
        "it is a link that leads back to itself. Choose the folder it should lead to.",
    ),
    QT_TRANSLATE_NOOP("core", "the disk refused ({detail}). Check the disk or network drive."),
    QT_TRANSLATE_NOOP(
        "core",
        "its database project.db is damaged. Restore it from a backup; the photos themselves lie "
        "unharmed in its folder 'images'.",
    ),
    QT_TRANSLATE_NOOP("core", "the database reports: {detail}. Close the project and try again."),
    QT_TRANSLATE_NOOP("core", "its database project.db is empty."),
    QT_TRANSLATE_NOOP("core", "its database project.db is gone."),
    QT_TRANSLATE_NOOP("core", "The photos in its folder 'images' are unharmed. {advice}."),
    QT_TRANSLATE_NOOP("core", "Put a backup of project.db there."),
    QT_TRANSLATE_NOOP("core", "Put a backup of project.db there"),
    QT_TRANSLATE_NOOP(
        "core",
        "Put a backup of project.db there, or a copy of {backup}, which was made before an "
        "update, under that name.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "Put a backup of project.db there, or a copy of {backup}, which was made before an "
        "update, under that name",
    ),
    QT_TRANSLATE_NOOP("core", "{path} exists already. Choose another name, or open it."),
    QT_TRANSLATE_NOOP("core", "{path} is open for reading only; nothing was changed."),
    QT_TRANSLATE_NOOP(
        "core",
        "There is no project at {path}. Check the name, or make one with: {command}",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} is not a SiamDesk project: its project.db is empty. Choose a folder whose name "
        "ends in .siam.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} is not a SiamDesk project: it has no project.db. Choose a folder whose name ends "
        "in .siam.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} is not a SiamDesk project: its project.db belongs to another program. Choose a "
        "folder whose name ends in .siam.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was written by an older SiamDesk. Open it once with write access, so that it can "
        "be brought up to date.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} was written by a newer SiamDesk (project format {n}; this one knows formats up "
        "to {m}). Install the newest SiamDesk to open it; nothing was changed.",
    ),
    # ---- learning: siamdesk.fewshot, siamdesk.engine ----
    QT_TRANSLATE_NOOP("core", "Learning"),
    QT_TRANSLATE_NOOP("core", "Loading the encoder"),
    QT_TRANSLATE_NOOP("core", "Looking at photos"),
    QT_TRANSLATE_NOOP(
        "core",
        "Learning needs examples of at least two classes. Add a photo to another class.",
    ),
    QT_TRANSLATE_NOOP("core", "Nothing has been learnt yet."),
    QT_TRANSLATE_NOOP("core", "Add examples of at least two classes first."),
    QT_TRANSLATE_NOOP("core", "Both classes need an example before they can be compared."),
    QT_TRANSLATE_NOOP("core", "The photo is no longer in the project."),
    QT_TRANSLATE_NOOP("core", "No project is open."),
    QT_TRANSLATE_NOOP("core", "Something went wrong inside SiamDesk: {detail}"),
    QT_TRANSLATE_NOOP("core", "The worker process ended unexpectedly."),
    QT_TRANSLATE_NOOP("core", "The worker process ended unexpectedly (exit status {status})."),
    QT_TRANSLATE_NOOP("core", "Your photos and classes are safe."),
    QT_TRANSLATE_NOOP("core", "The worker can't be reached: {detail}"),
    QT_TRANSLATE_NOOP(
        "core",
        "Temporary files can't be kept in {folder} ({detail}). Free some space there and try "
        "again.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "Add a second example to every class: only then can the accuracy be told.",
    ),
    QT_TRANSLATE_NOOP("core", "Add another example to {names}: too few to judge by."),
    QT_TRANSLATE_NOOP("core", "Five examples per class make the guesses much better."),
    QT_TRANSLATE_NOOP("core", "Add at least two classes to start learning."),
    QT_TRANSLATE_NOOP("core", "Add an example that can be read to {names} to start learning."),
    QT_TRANSLATE_NOOP("core", "{list} and {n} more"),
    QT_TRANSLATE_NOOP(
        "core",
        "The OK class needs an example before anything can be called unusual. Add a photo that is "
        "as it should be.",
    ),
    QT_TRANSLATE_NOOP("core", "Looking at the examples that are OK"),
    QT_TRANSLATE_NOOP("core", "The engine does not know {name}."),
    # ---- models on other machines: siamdesk.engine ----
    QT_TRANSLATE_NOOP(
        "core",
        "The model comes from SiamDesk {version}, and here is {own}. Install the same version on "
        "all machines.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The encoder {encoder} here is another one than where the model was learnt. Install the "
        "same version of SiamDesk, and convert the encoder again.",
    ),
    QT_TRANSLATE_NOOP("core", "{folder} could not be read ({detail})."),
    # ---- evaluation: siamdesk.engine ----
    QT_TRANSLATE_NOOP(
        "core", "The accuracy can't be told yet: give at least one class a second example."
    ),
    QT_TRANSLATE_NOOP("core", "none of the photos could be read."),
    QT_TRANSLATE_NOOP(
        "core",
        "nothing is left to judge the model on, for all its photos are examples of the project. "
        "Give photos that the project was not taught.",
    ),
    QT_TRANSLATE_NOOP("core", "the model knows no such class."),
    QT_TRANSLATE_NOOP(
        "core",
        "there are no photos in sub-folders named like the project's classes ({list}).",
    ),
    QT_TRANSLATE_NOOP("core", "Reading the test photos"),
    QT_TRANSLATE_NOOP("core", "Comparing the test photos with the examples"),
    # ---- fine-tuning: siamdesk.engine, siamdesk.encoders ----
    QT_TRANSLATE_NOOP("core", "Loading Keras"),
    QT_TRANSLATE_NOOP("core", "Preparing photos for fine-tuning"),
    QT_TRANSLATE_NOOP("core", "Fine-tuning the encoder"),
    QT_TRANSLATE_NOOP("core", "Saving the encoder"),
    QT_TRANSLATE_NOOP("core", "Fine-tuning is switched off."),
    QT_TRANSLATE_NOOP("core", "Too few examples to fine-tune the encoder."),
    QT_TRANSLATE_NOOP(
        "core",
        "Fine-tuning was not tried: at a balanced accuracy of {n}% on left-out photos there are "
        "too few mistakes to show that it helps.",
    ),
    QT_TRANSLATE_NOOP("core", "Fine-tuning did not clearly help: the encoder stays as it is."),
    QT_TRANSLATE_NOOP("core", "Fine-tuned the encoder."),
    QT_TRANSLATE_NOOP(
        "core",
        "The fine-tuned encoder is kept as model version {n}; the version that was chosen "
        "meanwhile stays in use.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "On photos that were left out, the right class is given a probability of {n}% (before: "
        "{m}%), and the balanced accuracy is {k}% (before: {old}%).",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "No class has photos of two parts (groups), so nothing would tell whether fine-tuning "
        "helps. Add photos of another part.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "{n} examples of {m} classes are too few to fine-tune the encoder. Add examples until "
        "most classes have at least three.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "Model version {n} can't be used: its files in {folder} are missing. Go back to another "
        "version, or fine-tune again.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "Model version {n} can't be used: its files in {folder} are damaged. Go back to another "
        "version, or fine-tune again.",
    ),
    QT_TRANSLATE_NOOP("core", "The pretrained encoder is used instead."),
    QT_TRANSLATE_NOOP("core", "{path} is missing or damaged. Fine-tune again."),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} is damaged ({detail}). Fine-tune again, or go back to an earlier model.",
    ),
    QT_TRANSLATE_NOOP("core", "The tuned encoder can't be written to {folder}: {detail}."),
    QT_TRANSLATE_NOOP(
        "core",
        "The encoder can't be written to {folder}: {detail}. Free some space and retry.",
    ),
    # ---- the encoders' files: siamdesk.encoders ----
    QT_TRANSLATE_NOOP(
        "core",
        "No GPU can be used here. Choose the device auto or cpu; on Linux with an NVIDIA GPU, "
        "installing siamdesk[gpu] brings what is missing.",
    ),
    QT_TRANSLATE_NOOP("core", "The encoder {path} can't be used on this CPU: {detail}"),
    QT_TRANSLATE_NOOP("core", "{folder} has no record of the encoder file {name}."),
    QT_TRANSLATE_NOOP("core", "The encoder file {path} is damaged: it is not what was shipped."),
    QT_TRANSLATE_NOOP("core", "The encoder file {path} can't be read: {detail}."),
    QT_TRANSLATE_NOOP("core", "The list of encoders {path} is damaged."),
    QT_TRANSLATE_NOOP("core", "The list of encoders {path} is damaged ({detail})."),
    QT_TRANSLATE_NOOP("core", "The weights {path} are damaged ({detail})."),
    QT_TRANSLATE_NOOP("core", "{path} says nothing of the encoder {name}."),
    QT_TRANSLATE_NOOP("core", "{path} does not name {name}."),
    QT_TRANSLATE_NOOP("core", "Reinstall SiamDesk to restore it."),
    QT_TRANSLATE_NOOP("core", "Restore the folder that it is in from a copy."),
    QT_TRANSLATE_NOOP("core", "Convert the encoder again ({command} ...) to restore it."),
    QT_TRANSLATE_NOOP("core", "{path} can't be written: {detail}. Free some space and retry."),
    # ---- export: siamdesk.engine, siamdesk.encoders ----
    QT_TRANSLATE_NOOP(
        "core",
        "There is nothing to export yet. Add examples of at least two classes first.",
    ),
    QT_TRANSLATE_NOOP("core", "Building the model"),
    QT_TRANSLATE_NOOP("core", "Saving the model"),
    QT_TRANSLATE_NOOP("core", "Converting the model"),
    QT_TRANSLATE_NOOP("core", "Checking the model in a fresh process"),
    QT_TRANSLATE_NOOP("core", "Checking the model"),
    QT_TRANSLATE_NOOP("core", "Writing the model card"),
    QT_TRANSLATE_NOOP("core", "Moving the model into place"),
    QT_TRANSLATE_NOOP("core", "Exported"),
    QT_TRANSLATE_NOOP(
        "core",
        "Checked on {n} photos: the first guess agrees on {share}%, the largest difference in "
        "probability is {difference}.",
    ),
    QT_TRANSLATE_NOOP("core", "It should be {m}% at least and {difference} at most."),
    QT_TRANSLATE_NOOP(
        "core", "Look at its probabilities on photos of your own before you rely on them."
    ),
    QT_TRANSLATE_NOOP("core", "Try it on photos of your own first, or export with float32."),
    QT_TRANSLATE_NOOP(
        "core", "SiamDesk can't export to {format} with {precision}. Choose one of: {formats}."
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The exported model was not written: {name} can't express it ({detail}).",
    ),
    QT_TRANSLATE_NOOP(
        "core", "{path} is there already and is not an earlier export. Choose another name."
    ),
    QT_TRANSLATE_NOOP(
        "core", "The exported model was not written: {path} can't be read back. Retry."
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The model can't be exported: it holds numbers that are not finite. Train it again.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The model can't be exported: its {what} are {found} instead of {wanted}.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "An export needs at least one photo to check the model with. Add a photo.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The exported model was not written: once saved it differs by {difference} in a "
        "probability from what SiamDesk shows ({allowed} is allowed). Train again and retry.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The exported model was not written: it did not work when it was tried out ({detail}).",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The exported model was not written: its probabilities do not sum to 1.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The exported model was not written: its unknown scores leave 0 to 1.",
    ),
    QT_TRANSLATE_NOOP(
        "core",
        "The exported model was not written: checking it took over {n} s. Close other programs "
        "and retry.",
    ),
    QT_TRANSLATE_NOOP("core", "{path} is not a folder. Choose another name for the export."),
    QT_TRANSLATE_NOOP(
        "core",
        "{path} is not empty and not an earlier export. Choose another folder.",
    ),
    QT_TRANSLATE_NOOP("core", "{path} also holds {names}, which an export would delete. Move it."),
    QT_TRANSLATE_NOOP("core", "The model can't be written to {path}: {detail}."),
    QT_TRANSLATE_NOOP(
        "core",
        "What is looked at of the photos was changed after the encoder had been fine-tuned on "
        "them, so the accuracy may look better than it is. Fine-tune again.",
    ),
)
