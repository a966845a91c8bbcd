<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About SiamDesk</source>
        <translation>Über SiamDesk</translation>
    </message>
    <message>
        <source>Licences…</source>
        <translation>Lizenzen…</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>Version {0}</translation>
    </message>
    <message>
        <source>Version {0}, built {1} from {2}</source>
        <translation>Version {0}, erstellt {1} aus {2}</translation>
    </message>
    <message>
        <source>Learns defect classes from a handful of photos, shows why it guesses what it guesses, and gets better with every correction. Works without a network; photos never leave this computer.</source>
        <translation>Lernt Fehlerklassen aus einer Handvoll Fotos, zeigt, warum es etwas vorschlägt, und wird mit jeder Korrektur besser. Arbeitet ohne Netzwerk; Fotos verlassen diesen Rechner nie.</translation>
    </message>
    <message>
        <source>Apache License 2.0. Encoders: EfficientNet-Lite0 (Apache-2.0) and TinyViT-5M (MIT). Made with Qt, Keras and OpenVINO.</source>
        <translation>Apache License 2.0. Encoder: EfficientNet-Lite0 (Apache-2.0) und TinyViT-5M (MIT). Entwickelt mit Qt, Keras und OpenVINO.</translation>
    </message>
</context>
<context>
    <name>AcceptDialog</name>
    <message>
        <source>Accept all guesses above…</source>
        <translation>Alle Vorschläge übernehmen ab…</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Confidence in percent</source>
        <translation>Sicherheit in Prozent</translation>
    </message>
    <message numerus="yes">
        <source>Also %Ln photos unlike every example</source>
        <translation>
            <numerusform>Auch %Ln Foto, das keinem Beispiel ähnelt</numerusform>
            <numerusform>Auch %Ln Fotos, die keinem Beispiel ähneln</numerusform>
        </translation>
    </message>
    <message>
        <source>At least</source>
        <translation>Mindestens</translation>
    </message>
    <message>
        <source>sure</source>
        <translation>sicher</translation>
    </message>
    <message>
        <source>Will become examples of</source>
        <translation>Werden zu Beispielen von</translation>
    </message>
    <message>
        <source>The least sure of them</source>
        <translation>Die unsichersten davon</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Accept all guesses above a confidence</source>
        <translation>Alle Vorschläge ab einer Sicherheit übernehmen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos of those shown left in the inbox</source>
        <translation>
            <numerusform>%Ln der gezeigten Fotos bleibt im Eingang</numerusform>
            <numerusform>%Ln der gezeigten Fotos bleiben im Eingang</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Accept %Ln guesses</source>
        <translation>
            <numerusform>%Ln Vorschlag übernehmen</numerusform>
            <numerusform>%Ln Vorschläge übernehmen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ActionSet</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Class</source>
        <translation>&amp;Klasse</translation>
    </message>
    <message>
        <source>&amp;Model</source>
        <translation>&amp;Modell</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>Hea&amp;tmap</source>
        <translation>Heatma&amp;p</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;New project…</source>
        <translation>&amp;Neues Projekt…</translation>
    </message>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>&amp;Open project…</source>
        <translation>Projekt ö&amp;ffnen…</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open &amp;sample</source>
        <translation>Bei&amp;spielprojekt öffnen</translation>
    </message>
    <message>
        <source>Open a project z&amp;ip…</source>
        <translation>Projekt aus &amp;Zip öffnen…</translation>
    </message>
    <message>
        <source>&amp;Close project</source>
        <translation>Projekt s&amp;chließen</translation>
    </message>
    <message>
        <source>&amp;Add photos…</source>
        <translation>Fotos &amp;hinzufügen…</translation>
    </message>
    <message>
        <source>Add photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Add &amp;folder (one class per sub-folder)…</source>
        <translation>&amp;Ordner hinzufügen (eine Klasse je Unterordner)…</translation>
    </message>
    <message>
        <source>Add folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>&amp;Watch a folder…</source>
        <translation>Ordner über&amp;wachen…</translation>
    </message>
    <message>
        <source>&amp;Take photos…</source>
        <translation>Fotos a&amp;ufnehmen…</translation>
    </message>
    <message>
        <source>&amp;Grab a region of the screen…</source>
        <translation>Bildschir&amp;mausschnitt aufnehmen…</translation>
    </message>
    <message>
        <source>E&amp;xport photos and classes…</source>
        <translation>Fotos und Klassen e&amp;xportieren…</translation>
    </message>
    <message>
        <source>Export project as &amp;zip…</source>
        <translation>Projekt als Zip ex&amp;portieren…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>&amp;Rückgängig</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>&amp;History…</source>
        <translation>&amp;Verlauf…</translation>
    </message>
    <message>
        <source>&amp;Paste photos</source>
        <translation>Fotos &amp;einfügen</translation>
    </message>
    <message>
        <source>&amp;Accept best guess</source>
        <translation>&amp;Besten Vorschlag übernehmen</translation>
    </message>
    <message>
        <source>Accept all guesses a&amp;bove…</source>
        <translation>A&amp;lle Vorschläge übernehmen ab…</translation>
    </message>
    <message>
        <source>&amp;Correct to…</source>
        <translation>&amp;Korrigieren zu…</translation>
    </message>
    <message>
        <source>Class is righ&amp;t</source>
        <translation>Klasse s&amp;timmt</translation>
    </message>
    <message>
        <source>Move back to &amp;inbox</source>
        <translation>&amp;Zurück in den Eingang</translation>
    </message>
    <message>
        <source>Re&amp;move from project</source>
        <translation>Aus dem Projekt ent&amp;fernen</translation>
    </message>
    <message>
        <source>&amp;Group photos of one part…</source>
        <translation>Fotos eines Teils &amp;gruppieren…</translation>
    </message>
    <message>
        <source>A&amp;dded photos that look alike…</source>
        <translation>&amp;Ähnlich aussehende neue Fotos…</translation>
    </message>
    <message>
        <source>R&amp;egion and grey values…</source>
        <translation>&amp;Ausschnitt und Grauwerte…</translation>
    </message>
    <message>
        <source>Write a &amp;note</source>
        <translation>&amp;Notiz schreiben</translation>
    </message>
    <message>
        <source>&amp;Add class</source>
        <translation>Klasse &amp;hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Rename class</source>
        <translation>Klasse &amp;umbenennen</translation>
    </message>
    <message>
        <source>&amp;Colour of class…</source>
        <translation>&amp;Farbe der Klasse…</translation>
    </message>
    <message>
        <source>Move class &amp;up</source>
        <translation>Klasse nach &amp;oben</translation>
    </message>
    <message>
        <source>Move class &amp;down</source>
        <translation>Klasse nach u&amp;nten</translation>
    </message>
    <message>
        <source>&amp;Merge class into…</source>
        <translation>Klasse &amp;zusammenführen mit…</translation>
    </message>
    <message>
        <source>D&amp;elete class…</source>
        <translation>Klasse &amp;löschen…</translation>
    </message>
    <message>
        <source>&amp;Split off into a new class…</source>
        <translation>In eine neue Klasse ab&amp;spalten…</translation>
    </message>
    <message>
        <source>&amp;Propose how to split the class</source>
        <translation>&amp;Aufteilung der Klasse vorschlagen</translation>
    </message>
    <message>
        <source>Photos of this class are &amp;OK</source>
        <translation>Fotos dieser Klasse sind O&amp;K</translation>
    </message>
    <message>
        <source>&amp;Fine-tune now</source>
        <translation>Jetzt &amp;feinabstimmen</translation>
    </message>
    <message>
        <source>Fine-tune</source>
        <translation>Feinabstimmen</translation>
    </message>
    <message>
        <source>What the model &amp;knows…</source>
        <translation>Was das Modell &amp;weiß…</translation>
    </message>
    <message>
        <source>Eva&amp;luate…</source>
        <translation>&amp;Auswerten …</translation>
    </message>
    <message>
        <source>&amp;Check classes…</source>
        <translation>&amp;Klassen prüfen …</translation>
    </message>
    <message>
        <source>Training and &amp;versions…</source>
        <translation>&amp;Training und Versionen…</translation>
    </message>
    <message>
        <source>Learning &amp;settings…</source>
        <translation>&amp;Lerneinstellungen…</translation>
    </message>
    <message>
        <source>&amp;Export model…</source>
        <translation>Modell &amp;exportieren…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>&amp;Inbox</source>
        <translation>&amp;Eingang</translation>
    </message>
    <message>
        <source>&amp;Examples</source>
        <translation>&amp;Beispiele</translation>
    </message>
    <message>
        <source>Inbo&amp;x and examples</source>
        <translation>Eingang un&amp;d Beispiele</translation>
    </message>
    <message>
        <source>Please chec&amp;k</source>
        <translation>Bi&amp;tte prüfen</translation>
    </message>
    <message>
        <source>&amp;Map</source>
        <translation>&amp;Karte</translation>
    </message>
    <message>
        <source>Find &amp;photos like this one</source>
        <translation>Ähn&amp;liche Fotos suchen</translation>
    </message>
    <message>
        <source>&amp;Back to the grid as it was</source>
        <translation>&amp;Zurück zum Raster wie zuvor</translation>
    </message>
    <message>
        <source>Go to the &amp;least sure photo</source>
        <translation>Zum &amp;unsichersten Foto</translation>
    </message>
    <message>
        <source>Look &amp;closer (loupe)</source>
        <translation>&amp;Genauer ansehen (Lupe)</translation>
    </message>
    <message>
        <source>Find photos by &amp;name</source>
        <translation>Fotos nach &amp;Namen suchen</translation>
    </message>
    <message>
        <source>&amp;Filter photos…</source>
        <translation>Fotos &amp;filtern…</translation>
    </message>
    <message>
        <source>Show &amp;all photos again</source>
        <translation>Wieder &amp;alle Fotos zeigen</translation>
    </message>
    <message>
        <source>So&amp;rt again</source>
        <translation>Neu s&amp;ortieren</translation>
    </message>
    <message>
        <source>&amp;Show heatmap</source>
        <translation>Heatmap &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Why this class, not that one</source>
        <translation>&amp;Warum diese Klasse, nicht jene</translation>
    </message>
    <message>
        <source>What is &amp;unusual in the photo</source>
        <translation>Was am Foto &amp;ungewöhnlich ist</translation>
    </message>
    <message>
        <source>&amp;Compare parts with the example</source>
        <translation>&amp;Teile mit dem Beispiel vergleichen</translation>
    </message>
    <message>
        <source>F&amp;ull screen</source>
        <translation>&amp;Vollbild</translation>
    </message>
    <message>
        <source>Sa&amp;ve heatmap as a picture…</source>
        <translation>Heatmap als Bild speiche&amp;rn…</translation>
    </message>
    <message>
        <source>Notif&amp;y when long work ends</source>
        <translation>Meldung nach langer Arbe&amp;it</translation>
    </message>
    <message>
        <source>&amp;Find a command…</source>
        <translation>&amp;Befehl suchen…</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>&amp;Tastenkürzel</translation>
    </message>
    <message>
        <source>Show the &amp;tour</source>
        <translation>R&amp;undgang zeigen</translation>
    </message>
    <message>
        <source>&amp;Licences…</source>
        <translation>&amp;Lizenzen…</translation>
    </message>
    <message>
        <source>&amp;About SiamDesk</source>
        <translation>Übe&amp;r SiamDesk</translation>
    </message>
    <message>
        <source>1 … 9</source>
        <translation>1 … 9</translation>
    </message>
    <message>
        <source>Correct the selected photos to class 1 … 9</source>
        <translation>Ausgewählte Fotos zu Klasse 1 … 9 korrigieren</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>Pfeiltasten</translation>
    </message>
    <message>
        <source>Move from photo to photo</source>
        <translation>Von Foto zu Foto gehen</translation>
    </message>
    <message>
        <source>Shift + arrow keys</source>
        <translation>Umschalt + Pfeiltasten</translation>
    </message>
    <message>
        <source>Select several photos</source>
        <translation>Mehrere Fotos auswählen</translation>
    </message>
    <message>
        <source>Ctrl+A</source>
        <translation>Strg+A</translation>
    </message>
    <message>
        <source>Select all photos</source>
        <translation>Alle Fotos auswählen</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Pos1, Ende</translation>
    </message>
    <message>
        <source>First photo, last photo</source>
        <translation>Erstes Foto, letztes Foto</translation>
    </message>
    <message>
        <source>Tab</source>
        <translation>Tab</translation>
    </message>
    <message>
        <source>Next control</source>
        <translation>Nächstes Bedienelement</translation>
    </message>
    <message>
        <source>Arrow keys, letters</source>
        <translation>Pfeiltasten, Buchstaben</translation>
    </message>
    <message>
        <source>In the list of classes: move to a class</source>
        <translation>In der Klassenliste: zu einer Klasse gehen</translation>
    </message>
    <message>
        <source>+  −  0  Z</source>
        <translation>+  −  0  Z</translation>
    </message>
    <message>
        <source>Loupe: zoom in, zoom out, whole photo, 100 %</source>
        <translation>Lupe: größer, kleiner, ganzes Foto, 100 %</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Loupe: compare with the nearest example</source>
        <translation>Lupe: mit dem nächsten Beispiel vergleichen</translation>
    </message>
    <message>
        <source>Shift + arrow keys  X</source>
        <translation>Umschalt + Pfeiltasten  X</translation>
    </message>
    <message>
        <source>Loupe, matching parts: move the point, go to the other photo</source>
        <translation>Lupe, Teile vergleichen: den Punkt bewegen, zum anderen Foto gehen</translation>
    </message>
    <message>
        <source>Arrow keys  +  −  0</source>
        <translation>Pfeiltasten  +  −  0</translation>
    </message>
    <message>
        <source>Map: go from photo to photo, zoom in, zoom out, show all</source>
        <translation>Karte: von Foto zu Foto gehen, vergrößern, verkleinern, alles zeigen</translation>
    </message>
    <message>
        <source>Page keys</source>
        <translation>Bildtasten</translation>
    </message>
    <message>
        <source>Loupe: other photos, also while zoomed in</source>
        <translation>Lupe: andere Fotos, auch vergrößert</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Close message</source>
        <translation>Meldung schließen</translation>
    </message>
</context>
<context>
    <name>CallOut</name>
    <message>
        <source>Tour</source>
        <translation>Rundgang</translation>
    </message>
    <message>
        <source>End the tour</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <comment>step of the tour</comment>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>CameraCommands</name>
    <message>
        <source>{0} × {1} pixels</source>
        <translation>{0} × {1} Pixel</translation>
    </message>
</context>
<context>
    <name>CameraDialog</name>
    <message>
        <source>Take photos</source>
        <translation>Fotos aufnehmen</translation>
    </message>
    <message>
        <source>Looking for cameras…</source>
        <translation>Kameras werden gesucht…</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>Kamera</translation>
    </message>
    <message>
        <source>No camera</source>
        <translation>Keine Kamera</translation>
    </message>
    <message>
        <source>Address of the network camera</source>
        <translation>Adresse der Netzwerkkamera</translation>
    </message>
    <message>
        <source>Where the photos go</source>
        <translation>Wohin die Fotos kommen</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Erneut suchen</translation>
    </message>
    <message>
        <source>Take a photo (Space)</source>
        <translation>Foto aufnehmen (Leertaste)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Photos taken, newest first</source>
        <translation>Aufgenommene Fotos, neueste zuerst</translation>
    </message>
    <message>
        <source>&amp;Camera</source>
        <translation>&amp;Kamera</translation>
    </message>
    <message>
        <source>Add &amp;to</source>
        <translation>Hinzufügen &amp;zu</translation>
    </message>
    <message>
        <source>Network camera…</source>
        <translation>Netzwerkkamera…</translation>
    </message>
    <message>
        <source>There is no camera at this computer. Plug one in and press “Look again”, or choose “Network camera…” and type its address.</source>
        <translation>An diesem Computer ist keine Kamera. Stecken Sie eine an und drücken Sie „Erneut suchen“, oder wählen Sie „Netzwerkkamera…“ und geben Sie ihre Adresse ein.</translation>
    </message>
    <message>
        <source>Type the address of the camera, then press Enter.</source>
        <translation>Geben Sie die Adresse der Kamera ein und drücken Sie die Eingabetaste.</translation>
    </message>
    <message>
        <source>Network camera</source>
        <translation>Netzwerkkamera</translation>
    </message>
    <message>
        <source>Opening {0}…</source>
        <translation>{0} wird geöffnet…</translation>
    </message>
    <message>
        <source>Photo {0}: {1}</source>
        <translation>Foto {0}: {1}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos taken.</source>
        <translation>
            <numerusform>%Ln Foto aufgenommen.</numerusform>
            <numerusform>%Ln Fotos aufgenommen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CameraPreview</name>
    <message>
        <source>What the camera sees</source>
        <translation>Was die Kamera sieht</translation>
    </message>
</context>
<context>
    <name>ClassCounts</name>
    <message>
        <source>Photos by class: {0}</source>
        <translation>Fotos je Klasse: {0}</translation>
    </message>
</context>
<context>
    <name>ClassDelegate</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
</context>
<context>
    <name>ClassFinder</name>
    <message>
        <source>Type to find a class</source>
        <translation>Tippen, um eine Klasse zu finden</translation>
    </message>
    <message>
        <source>Find a class</source>
        <translation>Klasse suchen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>Add class “{0}”</source>
        <translation>Klasse „{0}“ hinzufügen</translation>
    </message>
</context>
<context>
    <name>ClassList</name>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
</context>
<context>
    <name>ClassModel</name>
    <message numerus="yes">
        <source>{0}: %Ln examples; key {1} corrects the selection to it</source>
        <translation>
            <numerusform>{0}: %Ln Beispiel; Taste {1} korrigiert die Auswahl hierzu</numerusform>
            <numerusform>{0}: %Ln Beispiele; Taste {1} korrigiert die Auswahl hierzu</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{0}: %Ln examples</source>
        <translation>
            <numerusform>{0}: %Ln Beispiel</numerusform>
            <numerusform>{0}: %Ln Beispiele</numerusform>
        </translation>
    </message>
    <message>
        <source>{0}; its photos are OK</source>
        <translation>{0}; ihre Fotos sind OK</translation>
    </message>
</context>
<context>
    <name>ClosingDialog</name>
    <message>
        <source>Close while something is still running?</source>
        <translation>Schließen, obwohl noch etwas läuft?</translation>
    </message>
    <message>
        <source>“{0}” is not done yet. Closing stops it, and nothing of it is kept.</source>
        <translation>„{0}“ ist noch nicht fertig. Beim Schließen wird es abgebrochen, und nichts davon bleibt erhalten.</translation>
    </message>
    <message>
        <source>Stop it and close</source>
        <translation>Abbrechen und schließen</translation>
    </message>
    <message>
        <source>Keep working</source>
        <translation>Weiterarbeiten</translation>
    </message>
</context>
<context>
    <name>ColourPicker</name>
    <message>
        <source>Other colour…</source>
        <translation>Andere Farbe…</translation>
    </message>
    <message>
        <source>Colour-blind safe</source>
        <translation>Auch bei Farbfehlsichtigkeit unterscheidbar</translation>
    </message>
    <message>
        <source>Colour of “{0}”</source>
        <translation>Farbe von „{0}“</translation>
    </message>
    <message>
        <source>{0}, the colour of {1}</source>
        <translation>{0}, die Farbe von {1}</translation>
    </message>
    <message>
        <source>Blue</source>
        <translation>Blau</translation>
    </message>
    <message>
        <source>Orange</source>
        <translation>Orange</translation>
    </message>
    <message>
        <source>Green</source>
        <translation>Grün</translation>
    </message>
    <message>
        <source>Vermilion</source>
        <translation>Zinnober</translation>
    </message>
    <message>
        <source>Sky blue</source>
        <translation>Himmelblau</translation>
    </message>
    <message>
        <source>Pink</source>
        <translation>Rosa</translation>
    </message>
    <message>
        <source>Indigo</source>
        <translation>Indigo</translation>
    </message>
    <message>
        <source>Olive</source>
        <translation>Oliv</translation>
    </message>
    <message>
        <source>Wine</source>
        <translation>Weinrot</translation>
    </message>
    <message>
        <source>Brown</source>
        <translation>Braun</translation>
    </message>
    <message>
        <source>Violet</source>
        <translation>Violett</translation>
    </message>
    <message>
        <source>Lavender</source>
        <translation>Lavendel</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Type a command or a class</source>
        <translation>Befehl oder Klasse eintippen</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>Befehl suchen</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>No command or class matches.</source>
        <translation>Kein Befehl und keine Klasse passt.</translation>
    </message>
    <message>
        <source>not available now</source>
        <translation>gerade nicht verfügbar</translation>
    </message>
</context>
<context>
    <name>ConfidencePage</name>
    <message>
        <source>Are probabilities honest?</source>
        <translation>Sind Wahrscheinlichkeiten ehrlich?</translation>
    </message>
    <message>
        <source>What to leave to the inspector</source>
        <translation>Was dem Prüfer zu überlassen ist</translation>
    </message>
    <message>
        <source>Sets of classes that hold the true one</source>
        <translation>Mengen von Klassen, die die wahre enthalten</translation>
    </message>
    <message>
        <source>Coverage of conformal sets</source>
        <translation>Abdeckung der konformen Mengen</translation>
    </message>
    <message>
        <source>Promised</source>
        <translation>Versprochen</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>Gehalten</translation>
    </message>
    <message>
        <source>Classes in a set</source>
        <translation>Klassen je Menge</translation>
    </message>
    <message>
        <source>Sets of one class</source>
        <translation>Mengen mit einer Klasse</translation>
    </message>
    <message>
        <source>Probabilities are off by {0} points on average; perfect ones would show {1} on so few photos.</source>
        <translation>Wahrscheinlichkeiten weichen im Mittel um {0} Punkte ab; perfekte würden bei so wenigen Fotos {1} zeigen.</translation>
    </message>
    <message>
        <source>To be right in {0} of the rest, leave {1} of the photos to the inspector: those below {2}.</source>
        <translation>Um in {0} der übrigen richtig zu liegen, sind {1} der Fotos dem Prüfer zu überlassen: jene unter {2}.</translation>
    </message>
    <message>
        <source>{0} are right without leaving any.</source>
        <translation>{0} sind richtig, ohne welche zu überlassen.</translation>
    </message>
    <message>
        <source>too few examples</source>
        <translation>zu wenige Beispiele</translation>
    </message>
</context>
<context>
    <name>ConfusionModel</name>
    <message numerus="yes">
        <source>%Ln photos of “{0}” were recognised</source>
        <translation>
            <numerusform>%Ln Foto von „{0}“ wurde erkannt</numerusform>
            <numerusform>%Ln Fotos von „{0}“ wurden erkannt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos of “{0}” were taken for “{1}”</source>
        <translation>
            <numerusform>%Ln Foto von „{0}“ wurde für „{1}“ gehalten</numerusform>
            <numerusform>%Ln Fotos von „{0}“ wurden für „{1}“ gehalten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfusionPage</name>
    <message>
        <source>Show in the grid</source>
        <translation>Im Raster zeigen</translation>
    </message>
    <message>
        <source>Show these photos among the examples (Enter)</source>
        <translation>Diese Fotos unter den Beispielen zeigen (Eingabe)</translation>
    </message>
    <message>
        <source>Rows are the true classes, columns what the photos were taken for. Enter goes to the photos of a cell.</source>
        <translation>Zeilen sind die wahren Klassen, Spalten das, wofür die Fotos gehalten wurden. Eingabe führt zu den Fotos eines Feldes.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln recognised: “{0}”</source>
        <translation>
            <numerusform>%Ln erkannt: „{0}“</numerusform>
            <numerusform>%Ln erkannt: „{0}“</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of “{0}” taken for “{1}”</source>
        <translation>
            <numerusform>%Ln von „{0}“ für „{1}“ gehalten</numerusform>
            <numerusform>%Ln von „{0}“ für „{1}“ gehalten</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ConfusionTable</name>
    <message>
        <source>Confusion matrix: rows are true classes, columns guesses</source>
        <translation>Verwechslungsmatrix: Zeilen sind wahre Klassen, Spalten Vorschläge</translation>
    </message>
</context>
<context>
    <name>CurvePage</name>
    <message>
        <source>Would more examples help?</source>
        <translation>Würden mehr Beispiele helfen?</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>Wird gemessen …</translation>
    </message>
    <message>
        <source>No curve yet. Give at least one class two examples, better all of them five.</source>
        <translation>Noch keine Kurve. Geben Sie mindestens einer Klasse zwei Beispiele, besser allen fünf.</translation>
    </message>
    <message numerus="yes">
        <source>More examples would help: twice as many raised the accuracy by about %Ln points.</source>
        <translation>
            <numerusform>Mehr Beispiele würden helfen: Doppelt so viele hoben die Genauigkeit um etwa %Ln Punkt.</numerusform>
            <numerusform>Mehr Beispiele würden helfen: Doppelt so viele hoben die Genauigkeit um etwa %Ln Punkte.</numerusform>
        </translation>
    </message>
    <message>
        <source>Start with “{0}”.</source>
        <translation>Beginnen Sie mit „{0}“.</translation>
    </message>
    <message>
        <source>More examples would hardly help: the accuracy has stopped rising.</source>
        <translation>Mehr Beispiele würden kaum helfen: Die Genauigkeit steigt nicht mehr.</translation>
    </message>
    <message>
        <source>Measured with the pretrained encoder: the fine-tuned one has seen these examples.</source>
        <translation>Gemessen mit dem vortrainierten Encoder: Der feinabgestimmte hat diese Beispiele gesehen.</translation>
    </message>
</context>
<context>
    <name>CurvePlot</name>
    <message>
        <source>Accuracy (%)</source>
        <translation>Genauigkeit (%)</translation>
    </message>
    <message>
        <source>Learning curve</source>
        <translation>Lernkurve</translation>
    </message>
    <message>
        <source>Examples per class (photos of one part count once)</source>
        <translation>Beispiele je Klasse (Fotos eines Teils zählen einmal)</translation>
    </message>
    <message>
        <source>Examples per class</source>
        <translation>Beispiele je Klasse</translation>
    </message>
    <message>
        <source>{0}: {1} ({2} to {3})</source>
        <translation>{0}: {1} ({2} bis {3})</translation>
    </message>
</context>
<context>
    <name>DataCommands</name>
    <message>
        <source>Exporting to {0}</source>
        <translation>Export nach {0}</translation>
    </message>
    <message>
        <source>Unpacking {0}</source>
        <translation>{0} wird entpackt</translation>
    </message>
    <message>
        <source>Wrote {0} to {1}.</source>
        <translation>{0} nach {1} geschrieben.</translation>
    </message>
    <message>
        <source>Photos that were not exported</source>
        <translation>Fotos, die nicht exportiert wurden</translation>
    </message>
</context>
<context>
    <name>DataDialog</name>
    <message>
        <source>Export photos and classes</source>
        <translation>Fotos und Klassen exportieren</translation>
    </message>
    <message>
        <source>Copies of all photos go into a new folder.</source>
        <translation>Kopien aller Fotos kommen in einen neuen Ordner.</translation>
    </message>
    <message>
        <source>Choose where…</source>
        <translation>Ort wählen…</translation>
    </message>
    <message>
        <source>&amp;Folders, one per class</source>
        <translation>&amp;Ordner, einer je Klasse</translation>
    </message>
    <message>
        <source>Any program can read them. Groups, notes, regions and colours stay behind; characters that a system forbids in names are replaced.</source>
        <translation>Jedes Programm kann sie lesen. Gruppen, Notizen, Ausschnitte und Farben bleiben zurück; Zeichen, die ein System in Namen verbietet, werden ersetzt.</translation>
    </message>
    <message>
        <source>&amp;Table (CSV)</source>
        <translation>&amp;Tabelle (CSV)</translation>
    </message>
    <message>
        <source>For spreadsheets and FiftyOne: class, group, note, region, grey values and colour of each photo. Classes without examples stay behind.</source>
        <translation>Für Tabellenprogramme und FiftyOne: Klasse, Gruppe, Notiz, Ausschnitt, Grauwerte und Farbe jedes Fotos. Klassen ohne Beispiele bleiben zurück.</translation>
    </message>
    <message>
        <source>&amp;COCO (JSON)</source>
        <translation>&amp;COCO (JSON)</translation>
    </message>
    <message>
        <source>For FiftyOne, Label Studio and training tools: one box per photo with its class, and all that SiamDesk knows of photos and classes.</source>
        <translation>Für FiftyOne, Label Studio und Trainingsprogramme: ein Rahmen je Foto mit seiner Klasse und alles, was SiamDesk über Fotos und Klassen weiß.</translation>
    </message>
</context>
<context>
    <name>DeleteDialog</name>
    <message>
        <source>Delete the class “{0}”?</source>
        <translation>Klasse „{0}“ löschen?</translation>
    </message>
    <message numerus="yes">
        <source>Its %Ln examples go back to the inbox. No photo is lost, and undo brings the class back.</source>
        <translation>
            <numerusform>Ihr %Ln Beispiel kommt zurück in den Eingang. Kein Foto geht verloren, und „Rückgängig“ holt die Klasse zurück.</numerusform>
            <numerusform>Ihre %Ln Beispiele kommen zurück in den Eingang. Kein Foto geht verloren, und „Rückgängig“ holt die Klasse zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>Delete class</source>
        <translation>Klasse löschen</translation>
    </message>
</context>
<context>
    <name>DeletionQuestion</name>
    <message>
        <source>Delete version {0}</source>
        <translation>Version {0} löschen</translation>
    </message>
    <message>
        <source>This frees {0} and can&apos;t be undone. Photos, classes and examples stay as they are.</source>
        <translation>Das gibt {0} frei und lässt sich nicht rückgängig machen. Fotos, Klassen und Beispiele bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Delete version</source>
        <translation>Version löschen</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Delete version {0}?</source>
        <translation>Version {0} löschen?</translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message>
        <source>There is no photo on the clipboard.</source>
        <translation>In der Zwischenablage ist kein Foto.</translation>
    </message>
</context>
<context>
    <name>EncoderCommands</name>
    <message>
        <source>The encoder {0} was added. Choose it in the learning settings.</source>
        <translation>Der Encoder {0} wurde hinzugefügt. Wählen Sie ihn in den Lerneinstellungen.</translation>
    </message>
</context>
<context>
    <name>EncoderDialog</name>
    <message>
        <source>Add an encoder</source>
        <translation>Encoder hinzufügen</translation>
    </message>
    <message>
        <source>Choose &amp;file…</source>
        <translation>&amp;Datei wählen…</translation>
    </message>
    <message>
        <source>No file chosen yet</source>
        <translation>Noch keine Datei gewählt</translation>
    </message>
    <message>
        <source>letters a to z, digits, - and _</source>
        <translation>Buchstaben a bis z, Ziffern, - und _</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Hinzufügen</translation>
    </message>
    <message>
        <source>An encoder turns a photo into numbers. A Keras file may hold Keras’ own layers alone. One from ONNX is frozen: it can’t be fine-tuned, and models that use it can’t be exported.</source>
        <translation>Ein Encoder macht aus einem Foto Zahlen. Eine Keras-Datei darf nur Schichten von Keras selbst enthalten. Einer aus ONNX ist eingefroren: Er kann nicht feinabgestimmt werden, und Modelle mit ihm können nicht exportiert werden.</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>It wants &amp;black to white as</source>
        <translation>Er erwartet Schwarz &amp;bis Weiß als</translation>
    </message>
    <message>
        <source>0 to 255</source>
        <translation>0 bis 255</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0 bis 1</translation>
    </message>
    <message>
        <source>−1 to 1</source>
        <translation>−1 bis 1</translation>
    </message>
    <message>
        <source>ImageNet’s mean and deviation (most of PyTorch’s)</source>
        <translation>Mittel und Streuung von ImageNet (meist bei PyTorch)</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>Encoders ({0})</source>
        <translation>Encoder ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Adding…</source>
        <translation>Wird hinzugefügt…</translation>
    </message>
</context>
<context>
    <name>EvaluationDialog</name>
    <message>
        <source>Evaluation</source>
        <translation>Auswertung</translation>
    </message>
    <message>
        <source>Judging…</source>
        <translation>Wird beurteilt …</translation>
    </message>
    <message>
        <source>Test folder…</source>
        <translation>Testordner …</translation>
    </message>
    <message>
        <source>Judge the model on a folder with one sub-folder of photos per class</source>
        <translation>Das Modell an einem Ordner mit einem Unterordner von Fotos je Klasse beurteilen</translation>
    </message>
    <message>
        <source>Back to the examples</source>
        <translation>Zurück zu den Beispielen</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>Bericht speichern …</translation>
    </message>
    <message>
        <source>Write all this to one HTML or PDF file</source>
        <translation>All dies in eine HTML- oder PDF-Datei schreiben</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>Kennzahlen</translation>
    </message>
    <message>
        <source>Confusion</source>
        <translation>Verwechslungen</translation>
    </message>
    <message>
        <source>Confidence</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Learning curve</source>
        <translation>Lernkurve</translation>
    </message>
</context>
<context>
    <name>EvaluationPresenter</name>
    <message>
        <source>Nothing was learned yet. Give at least two classes examples first.</source>
        <translation>Noch wurde nichts gelernt. Geben Sie zuerst mindestens zwei Klassen Beispiele.</translation>
    </message>
    <message>
        <source>Judging…</source>
        <translation>Wird beurteilt …</translation>
    </message>
    <message>
        <source>Judging the photos of {0}</source>
        <translation>Fotos von {0} werden beurteilt</translation>
    </message>
    <message>
        <source>The model has changed since. Choose the folder again to judge it anew.</source>
        <translation>Das Modell hat sich seither geändert. Wählen Sie den Ordner noch einmal, um es neu zu beurteilen.</translation>
    </message>
    <message>
        <source>Judging was stopped.</source>
        <translation>Die Beurteilung wurde abgebrochen.</translation>
    </message>
    <message>
        <source>Another report is still being written. Save this one after it.</source>
        <translation>Ein anderer Bericht wird noch geschrieben. Speichern Sie diesen danach.</translation>
    </message>
    <message>
        <source>Writing {0}…</source>
        <translation>{0} wird geschrieben …</translation>
    </message>
    <message>
        <source>The report was cancelled.</source>
        <translation>Der Bericht wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The report was saved as {0}.</source>
        <translation>Der Bericht wurde als {0} gespeichert.</translation>
    </message>
    <message>
        <source>The report was not saved as {0}: {1}</source>
        <translation>Der Bericht wurde nicht als {0} gespeichert: {1}</translation>
    </message>
</context>
<context>
    <name>ExportDialog</name>
    <message>
        <source>Export model</source>
        <translation>Modell exportieren</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Genauigkeit der Zahlen</translation>
    </message>
    <message>
        <source>Where to</source>
        <translation>Wohin</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose where to</source>
        <translation>Wählen, wohin</translation>
    </message>
    <message>
        <source>As one &amp;zip file</source>
        <translation>Als eine &amp;ZIP-Datei</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel export</source>
        <translation>Export abbrechen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>What shall the model run on?</source>
        <translation>Worauf soll das Modell laufen?</translation>
    </message>
    <message>
        <source>&amp;Precision</source>
        <translation>&amp;Genauigkeit der Zahlen</translation>
    </message>
    <message>
        <source>&amp;Where to</source>
        <translation>&amp;Wohin</translation>
    </message>
</context>
<context>
    <name>ExportProgress</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Export läuft</translation>
    </message>
    <message>
        <source>You can close this; the export goes on.</source>
        <translation>Sie können dies schließen; der Export läuft weiter.</translation>
    </message>
    <message>
        <source>the first guess is the same on {0}</source>
        <translation>der erste Vorschlag ist bei {0} gleich</translation>
    </message>
    <message>
        <source>a probability differs by {0} at most</source>
        <translation>eine Wahrscheinlichkeit weicht um höchstens {0} ab</translation>
    </message>
    <message numerus="yes">
        <source>Verified by running it on %Ln photos:</source>
        <translation>
            <numerusform>Geprüft, indem es auf %Ln Foto ausgeführt wurde:</numerusform>
            <numerusform>Geprüft, indem es auf %Ln Fotos ausgeführt wurde:</numerusform>
        </translation>
    </message>
    <message>
        <source>These figures are worse than they should be. Try it on photos of your own before you rely on it.</source>
        <translation>Diese Zahlen sind schlechter, als sie sein sollten. Probieren Sie es an eigenen Fotos aus, bevor Sie sich darauf verlassen.</translation>
    </message>
    <message>
        <source>Exported to {0}.</source>
        <translation>Exportiert nach {0}.</translation>
    </message>
    <message>
        <source>Nothing was exported.</source>
        <translation>Es wurde nichts exportiert.</translation>
    </message>
    <message>
        <source>The export was cancelled.</source>
        <translation>Der Export wurde abgebrochen.</translation>
    </message>
</context>
<context>
    <name>FiguresPage</name>
    <message>
        <source>To expect with all examples</source>
        <translation>Mit allen Beispielen zu erwarten</translation>
    </message>
    <message>
        <source>Heads that were judged had one example of each class fewer than the model has.</source>
        <translation>Beurteilt wurde mit je einem Beispiel weniger pro Klasse, als das Modell hat.</translation>
    </message>
    <message>
        <source>What to keep in mind</source>
        <translation>Was zu bedenken ist</translation>
    </message>
    <message>
        <source>Warnings</source>
        <translation>Hinweise</translation>
    </message>
    <message>
        <source>Balanced accuracy</source>
        <translation>Ausgewogene Genauigkeit</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message numerus="yes">
        <source>On %Ln examples, each judged by a head that has not seen it. Photos of one part are left out together. Ranges hold with 95 % confidence.</source>
        <translation>
            <numerusform>An %Ln Beispiel, beurteilt ohne dass es gelernt wurde. Fotos eines Teils werden gemeinsam ausgelassen. Die Bereiche gelten mit 95 % Sicherheit.</numerusform>
            <numerusform>An %Ln Beispielen, jedes beurteilt, ohne dass es gelernt wurde. Fotos eines Teils werden gemeinsam ausgelassen. Die Bereiche gelten mit 95 % Sicherheit.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>On %Ln photos of {0}, which the model was not taught. Ranges hold with 95 % confidence.</source>
        <translation>
            <numerusform>An %Ln Foto von {0}, das das Modell nicht gelernt hat. Die Bereiche gelten mit 95 % Sicherheit.</numerusform>
            <numerusform>An %Ln Fotos von {0}, die das Modell nicht gelernt hat. Die Bereiche gelten mit 95 % Sicherheit.</numerusform>
        </translation>
    </message>
    <message>
        <source>Too few examples to judge: {0}</source>
        <translation>Zu wenige Beispiele zum Beurteilen: {0}</translation>
    </message>
    <message>
        <source>Enter shows the photos in the grid</source>
        <translation>Eingabe zeigt die Fotos im Raster</translation>
    </message>
    <message>
        <source>“{0}” is an example (“{1}”) as well, and was left out of the test.</source>
        <translation>„{0}“ ist auch ein Beispiel („{1}“) und wurde aus dem Test ausgelassen.</translation>
    </message>
    <message>
        <source>“{0}” is nearly the same picture as “{1}”: the figures may be too good. Put both into one group.</source>
        <translation>„{0}“ ist fast dasselbe Bild wie „{1}“: Die Kennzahlen sind womöglich zu gut. Geben Sie beide in eine Gruppe.</translation>
    </message>
    <message>
        <source>“{0}” and “{1}” show one part, but have different classes: one of them may be wrong.</source>
        <translation>„{0}“ und „{1}“ zeigen ein Teil, haben aber verschiedene Klassen: Eine davon ist womöglich falsch.</translation>
    </message>
</context>
<context>
    <name>FiguresTable</name>
    <message>
        <source>Figures of each class</source>
        <translation>Kennzahlen jeder Klasse</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Photos of the class that were judged</source>
        <translation>Fotos der Klasse, die beurteilt wurden</translation>
    </message>
    <message>
        <source>Precision</source>
        <translation>Präzision</translation>
    </message>
    <message>
        <source>Of the photos taken for the class, how many are of it</source>
        <translation>Wie viele der Fotos, die für die Klasse gehalten werden, zu ihr gehören</translation>
    </message>
    <message>
        <source>Recall</source>
        <translation>Trefferquote</translation>
    </message>
    <message>
        <source>Of the photos of the class, how many are recognised</source>
        <translation>Wie viele der Fotos der Klasse erkannt werden</translation>
    </message>
    <message>
        <source>F1</source>
        <translation>F1</translation>
    </message>
    <message>
        <source>The harmonic mean of precision and recall</source>
        <translation>Das harmonische Mittel aus Präzision und Trefferquote</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>unbekannt</translation>
    </message>
</context>
<context>
    <name>FileDialogs</name>
    <message>
        <source>Table (*.csv)</source>
        <translation>Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>SiamDesk project (*{0})</source>
        <translation>SiamDesk-Projekt (*{0})</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Add photos to the inbox</source>
        <translation>Fotos zum Eingang hinzufügen</translation>
    </message>
    <message>
        <source>Photos ({0})</source>
        <translation>Fotos ({0})</translation>
    </message>
    <message>
        <source>Archives ({0})</source>
        <translation>Archive ({0})</translation>
    </message>
    <message>
        <source>Lists of photos: CSV, COCO ({0})</source>
        <translation>Fotolisten: CSV, COCO ({0})</translation>
    </message>
    <message>
        <source>Videos ({0})</source>
        <translation>Videos ({0})</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Add folder: one class per sub-folder</source>
        <translation>Ordner hinzufügen: eine Klasse je Unterordner</translation>
    </message>
    <message>
        <source>Watch a folder: its new photos come to the inbox</source>
        <translation>Ordner überwachen: seine neuen Fotos kommen in den Eingang</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>Überwachen</translation>
    </message>
    <message>
        <source>Export model to</source>
        <translation>Modell exportieren nach</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>Wählen</translation>
    </message>
    <message>
        <source>Export audit trail</source>
        <translation>Prüfprotokoll exportieren</translation>
    </message>
    <message>
        <source>{0} audit trail.csv</source>
        <comment>a file name</comment>
        <translation>{0} Prüfprotokoll.csv</translation>
    </message>
    <message>
        <source>Export project as zip</source>
        <translation>Projekt als Zip exportieren</translation>
    </message>
    <message>
        <source>Export to a new folder</source>
        <translation>In einen neuen Ordner exportieren</translation>
    </message>
    <message>
        <source>Project as zip (*.zip)</source>
        <translation>Projekt als Zip (*.zip)</translation>
    </message>
    <message>
        <source>New folder (*)</source>
        <translation>Neuer Ordner (*)</translation>
    </message>
    <message>
        <source>{0} photos</source>
        <comment>a folder&apos;s name</comment>
        <translation>{0} Fotos</translation>
    </message>
    <message>
        <source>Open a project zip</source>
        <translation>Projekt aus Zip öffnen</translation>
    </message>
    <message>
        <source>Where shall the project lie?</source>
        <translation>Wo soll das Projekt liegen?</translation>
    </message>
    <message>
        <source>Unpack</source>
        <translation>Entpacken</translation>
    </message>
    <message>
        <source>Save heatmap as a picture</source>
        <translation>Heatmap als Bild speichern</translation>
    </message>
    <message>
        <source>Picture (*.png)</source>
        <translation>Bild (*.png)</translation>
    </message>
    <message>
        <source>Test folder: one sub-folder of photos per class</source>
        <translation>Testordner: ein Unterordner von Fotos je Klasse</translation>
    </message>
    <message>
        <source>Judge</source>
        <translation>Beurteilen</translation>
    </message>
    <message>
        <source>Save report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>Webseite (*.html)</translation>
    </message>
    <message>
        <source>PDF (*.pdf)</source>
        <translation>PDF-Datei (*.pdf)</translation>
    </message>
    <message>
        <source>{0} evaluation.html</source>
        <comment>a file name</comment>
        <translation>{0} Auswertung.html</translation>
    </message>
</context>
<context>
    <name>FilmStrip</name>
    <message>
        <source>Pictures from the video</source>
        <translation>Bilder aus dem Video</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>&amp;Sort by</source>
        <translation>&amp;Sortieren nach</translation>
    </message>
    <message>
        <source>Sort photos</source>
        <translation>Fotos sortieren</translation>
    </message>
    <message>
        <source>Sort again</source>
        <translation>Neu sortieren</translation>
    </message>
    <message>
        <source>Guesses have changed. Photos stay where they are until you sort again (F5)</source>
        <translation>Die Vorschläge haben sich geändert. Die Fotos bleiben an ihrem Platz, bis Sie neu sortieren (F5)</translation>
    </message>
    <message>
        <source>Filter photos (Ctrl+Shift+F)</source>
        <translation>Fotos filtern (Strg+Umschalt+F)</translation>
    </message>
    <message>
        <source>Show all photos again (Ctrl+Shift+X)</source>
        <translation>Wieder alle Fotos zeigen (Strg+Umschalt+X)</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Alle zeigen</translation>
    </message>
    <message>
        <source>Sorted by {0}</source>
        <translation>Sortiert nach {0}</translation>
    </message>
    <message numerus="yes">
        <source>{0} of %Ln photos</source>
        <translation>
            <numerusform>{0} von %Ln Foto</numerusform>
            <numerusform>{0} von %Ln Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>at least {0} % sure</source>
        <translation>mindestens {0} % sicher</translation>
    </message>
    <message>
        <source>less than {0} % sure</source>
        <translation>weniger als {0} % sicher</translation>
    </message>
    <message>
        <source>guessed {0}</source>
        <translation>Vorschlag {0}</translation>
    </message>
    <message>
        <source>Part of a file name or note</source>
        <translation>Teil eines Dateinamens oder einer Notiz</translation>
    </message>
    <message>
        <source>Find photos by name or note</source>
        <translation>Fotos nach Namen oder Notiz suchen</translation>
    </message>
    <message>
        <source>Find photos by name or note (Ctrl+F)</source>
        <translation>Fotos nach Namen oder Notiz suchen (Strg+F)</translation>
    </message>
    <message>
        <source>unlike every example</source>
        <translation>keinem Beispiel ähnlich</translation>
    </message>
    <message>
        <source>added: {0}</source>
        <translation>hinzugefügt: {0}</translation>
    </message>
    <message>
        <source>from the folder {0}</source>
        <translation>aus dem Ordner {0}</translation>
    </message>
    <message>
        <source>with a note</source>
        <translation>mit Notiz</translation>
    </message>
    <message>
        <source>“{0}” in name or note</source>
        <translation>„{0}“ in Name oder Notiz</translation>
    </message>
    <message>
        <source>Most doubtful first</source>
        <translation>Zweifelhafteste zuerst</translation>
    </message>
    <message>
        <source>Order added</source>
        <translation>Reihenfolge des Hinzufügens</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>Neueste zuerst</translation>
    </message>
    <message>
        <source>File name</source>
        <translation>Dateiname</translation>
    </message>
    <message>
        <source>Folder it came from</source>
        <translation>Herkunftsordner</translation>
    </message>
    <message>
        <source>Photos with a note first</source>
        <translation>Fotos mit Notiz zuerst</translation>
    </message>
    <message>
        <source>Least sure first</source>
        <translation>Unsicherste zuerst</translation>
    </message>
    <message>
        <source>Surest first</source>
        <translation>Sicherste zuerst</translation>
    </message>
    <message>
        <source>Least like the examples first</source>
        <translation>Den Beispielen unähnlichste zuerst</translation>
    </message>
    <message>
        <source>Guessed class</source>
        <translation>Vorgeschlagene Klasse</translation>
    </message>
    <message>
        <source>Most useful examples first</source>
        <translation>Nützlichste Beispiele zuerst</translation>
    </message>
</context>
<context>
    <name>FilterPanel</name>
    <message>
        <source>Any day</source>
        <translation>Beliebiger Tag</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>Last {0} days</source>
        <translation>Letzte {0} Tage</translation>
    </message>
    <message>
        <source>{0} to {1}</source>
        <translation>{0} bis {1}</translation>
    </message>
    <message>
        <source>Guessed class</source>
        <translation>Vorgeschlagene Klasse</translation>
    </message>
    <message>
        <source>Confidence at least</source>
        <translation>Sicherheit mindestens</translation>
    </message>
    <message>
        <source>Confidence below</source>
        <translation>Sicherheit unter</translation>
    </message>
    <message>
        <source>Only photos unlike every example</source>
        <translation>Nur Fotos, die keinem Beispiel ähneln</translation>
    </message>
    <message>
        <source>to below</source>
        <translation>bis unter</translation>
    </message>
    <message>
        <source>Day on which photos were added</source>
        <translation>Tag, an dem Fotos hinzugefügt wurden</translation>
    </message>
    <message>
        <source>Folder from which photos were added</source>
        <translation>Ordner, aus dem Fotos hinzugefügt wurden</translation>
    </message>
    <message>
        <source>Only photos with a note</source>
        <translation>Nur Fotos mit Notiz</translation>
    </message>
    <message>
        <source>Guess</source>
        <translation>Vorschlag</translation>
    </message>
    <message>
        <source>Sure</source>
        <translation>Sicher</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>Nur zeigen</translation>
    </message>
    <message>
        <source>Any class</source>
        <translation>Jede Klasse</translation>
    </message>
    <message>
        <source>Any folder</source>
        <translation>Beliebiger Ordner</translation>
    </message>
</context>
<context>
    <name>Finding</name>
    <message>
        <source>Comparing photos…</source>
        <translation>Fotos werden verglichen…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos may be a class of their own: Ctrl+D splits them off</source>
        <translation>
            <numerusform>%Ln Foto könnte eine eigene Klasse sein: Strg+D spaltet es ab</numerusform>
            <numerusform>%Ln Fotos könnten eine eigene Klasse sein: Strg+D spaltet sie ab</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingWords</name>
    <message>
        <source>Likely wrong</source>
        <translation>Wohl falsch</translation>
    </message>
    <message>
        <source>Same picture, two classes</source>
        <translation>Gleiches Bild, zwei Klassen</translation>
    </message>
    <message>
        <source>Unlike their class</source>
        <translation>Ihrer Klasse unähnlich</translation>
    </message>
    <message>
        <source>Between two classes</source>
        <translation>Zwischen zwei Klassen</translation>
    </message>
    <message>
        <source>Looks like “{0}”, and only {1} like its class “{2}”</source>
        <translation>Sieht nach „{0}“ aus, und nur zu {1} nach seiner Klasse „{2}“</translation>
    </message>
    <message>
        <source>Nearly the same picture as “{0}” and “{1}”</source>
        <translation>Fast dasselbe Bild als „{0}“ und „{1}“</translation>
    </message>
    <message>
        <source>Unlike the other examples of “{0}”: {1} spreads below</source>
        <translation>Den anderen Beispielen für „{0}“ unähnlich: {1} Streuungen darunter</translation>
    </message>
    <message>
        <source>“{0}” or “{1}”: {2} for its class</source>
        <translation>„{0}“ oder „{1}“: {2} für seine Klasse</translation>
    </message>
    <message>
        <source>A model that has not seen these examples takes them for another class. Right of each is the nearest example of that class.</source>
        <translation>Ein Modell, das diese Beispiele nicht gesehen hat, hält sie für eine andere Klasse. Rechts steht jeweils deren nächstes Beispiel.</translation>
    </message>
    <message>
        <source>One of the two classes is wrong, or one of the photos is too many.</source>
        <translation>Eine der beiden Klassen ist falsch, oder eines der Fotos ist zu viel.</translation>
    </message>
    <message>
        <source>These are less like their class than its other examples are: look whether they belong to it.</source>
        <translation>Diese ähneln ihrer Klasse weniger als deren andere Beispiele: Sehen Sie nach, ob sie dazugehören.</translation>
    </message>
    <message>
        <source>“{0}” and “{1}” ({2} of {3} mistaken)</source>
        <translation>„{0}“ und „{1}“ ({2} von {3} verwechselt)</translation>
    </message>
    <message>
        <source>Hardest to tell apart: {0}.</source>
        <translation>Am schwersten zu unterscheiden: {0}.</translation>
    </message>
    <message>
        <source>No example looks as if it belonged to another class.</source>
        <translation>Kein Beispiel sieht aus, als gehörte es zu einer anderen Klasse.</translation>
    </message>
    <message>
        <source>No two examples of different classes are nearly the same picture.</source>
        <translation>Keine zwei Beispiele verschiedener Klassen sind fast dasselbe Bild.</translation>
    </message>
    <message>
        <source>No example is unlike the others of its class.</source>
        <translation>Kein Beispiel ist den anderen seiner Klasse unähnlich.</translation>
    </message>
    <message>
        <source>No two classes are hard to tell apart.</source>
        <translation>Keine zwei Klassen sind schwer zu unterscheiden.</translation>
    </message>
</context>
<context>
    <name>FramingDialog</name>
    <message>
        <source>Region and grey values</source>
        <translation>Ausschnitt und Grauwerte</translation>
    </message>
    <message>
        <source>Rectangle</source>
        <translation>Rechteck</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Umriss</translation>
    </message>
    <message>
        <source>Whole photo</source>
        <translation>Ganzes Foto</translation>
    </message>
    <message>
        <source>Grey values</source>
        <translation>Grauwerte</translation>
    </message>
    <message>
        <source>All photos, and those to come</source>
        <translation>Alle Fotos, auch künftige</translation>
    </message>
    <message>
        <source>As the project</source>
        <translation>Wie im Projekt</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Übernehmen</translation>
    </message>
    <message numerus="yes">
        <source>Also %Ln photos with their own choice</source>
        <translation>
            <numerusform>Auch %Ln Foto mit eigener Wahl</numerusform>
            <numerusform>Auch %Ln Fotos mit eigener Wahl</numerusform>
        </translation>
    </message>
    <message>
        <source>Region</source>
        <translation>Ausschnitt</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Rechts</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>Oben</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>Unten</translation>
    </message>
    <message>
        <source>Use it for</source>
        <translation>Gilt für</translation>
    </message>
    <message>
        <source>Draw a line around what counts, or click its corners: only that is learnt, ranked and explained. With the keys: arrows move the cross, Space sets a corner.</source>
        <translation>Ziehen Sie eine Linie um das, was zählt, oder klicken Sie seine Ecken an: Nur das wird gelernt, eingeordnet und erklärt. Tasten: Pfeile bewegen das Kreuz, die Leertaste setzt eine Ecke.</translation>
    </message>
    <message>
        <source>Drag over the part of the photo that counts: only that is learnt, ranked and explained. Arrow keys move it, with Shift they resize it.</source>
        <translation>Ziehen Sie über den Teil des Fotos, auf den es ankommt: Nur er wird gelernt, eingeordnet und erklärt. Die Pfeiltasten verschieben ihn, mit Umschalt ändern sie seine Größe.</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Left side of the region</source>
        <translation>Linke Seite des Ausschnitts</translation>
    </message>
    <message>
        <source>Upper side of the region</source>
        <translation>Obere Seite des Ausschnitts</translation>
    </message>
    <message>
        <source>Right side of the region</source>
        <translation>Rechte Seite des Ausschnitts</translation>
    </message>
    <message>
        <source>Lower side of the region</source>
        <translation>Untere Seite des Ausschnitts</translation>
    </message>
    <message>
        <source>This photo alone</source>
        <translation>Nur dieses Foto</translation>
    </message>
    <message numerus="yes">
        <source>The %Ln selected photos alone</source>
        <translation>
            <numerusform>Nur das ausgewählte Foto</numerusform>
            <numerusform>Nur die %Ln ausgewählten Fotos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GreyWindow</name>
    <message>
        <source>Grey value that is shown as black</source>
        <translation>Grauwert, der schwarz gezeigt wird</translation>
    </message>
    <message>
        <source>Grey value that is shown as white</source>
        <translation>Grauwert, der weiß gezeigt wird</translation>
    </message>
    <message>
        <source>Fit this photo</source>
        <translation>An Foto anpassen</translation>
    </message>
    <message>
        <source>Black and white are the darkest and brightest values here</source>
        <translation>Schwarz und Weiß sind die dunkelsten und hellsten Werte dieses Fotos</translation>
    </message>
    <message>
        <source>Usual values</source>
        <translation>Übliche Werte</translation>
    </message>
    <message>
        <source>The range that photos of this kind commonly use</source>
        <translation>Der Bereich, den Fotos dieser Art gewöhnlich nutzen</translation>
    </message>
    <message>
        <source>Black</source>
        <translation>Schwarz</translation>
    </message>
    <message>
        <source>White</source>
        <translation>Weiß</translation>
    </message>
    <message>
        <source>How often each grey value occurs</source>
        <translation>Wie oft jeder Grauwert vorkommt</translation>
    </message>
</context>
<context>
    <name>GroupDialog</name>
    <message>
        <source>Group photos</source>
        <translation>Fotos gruppieren</translation>
    </message>
    <message>
        <source>By hand</source>
        <translation>Von Hand</translation>
    </message>
    <message>
        <source>By folder</source>
        <translation>Nach Ordner</translation>
    </message>
    <message>
        <source>By file name</source>
        <translation>Nach Dateiname</translation>
    </message>
    <message>
        <source>Which photos</source>
        <translation>Welche Fotos</translation>
    </message>
    <message numerus="yes">
        <source>All %Ln photos</source>
        <translation>
            <numerusform>Alle Fotos (%Ln)</numerusform>
            <numerusform>Alle %Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Only the %Ln selected photos</source>
        <translation>
            <numerusform>Nur das ausgewählte Foto (%Ln)</numerusform>
            <numerusform>Nur die %Ln ausgewählten Fotos</numerusform>
        </translation>
    </message>
    <message>
        <source>Groups as they will be</source>
        <translation>Gruppen, wie sie sein werden</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Which photos show the same part?</source>
        <translation>Welche Fotos zeigen dasselbe Teil?</translation>
    </message>
    <message>
        <source>Photos of one part look alike. As a group they are never used to judge each other, so the accuracy stays honest.</source>
        <translation>Fotos eines Teils sehen einander ähnlich. Als Gruppe dienen sie nie dazu, einander zu beurteilen; so bleibt die Genauigkeit ehrlich.</translation>
    </message>
    <message>
        <source>Name of the group</source>
        <translation>Name der Gruppe</translation>
    </message>
    <message>
        <source>Pattern</source>
        <translation>Muster</translation>
    </message>
    <message>
        <source>Name of the part, such as 4711</source>
        <translation>Name des Teils, zum Beispiel 4711</translation>
    </message>
    <message>
        <source>Leave it empty to take the selected photos out of their groups.</source>
        <translation>Leer lassen, um die ausgewählten Fotos aus ihren Gruppen zu nehmen.</translation>
    </message>
    <message>
        <source>Each folder that photos were added from becomes a group.</source>
        <translation>Jeder Ordner, aus dem Fotos hinzugefügt wurden, wird eine Gruppe.</translation>
    </message>
    <message>
        <source>A regular expression. What its brackets ( ) find in the file name is the group; photos in whose name it finds nothing stay as they are.</source>
        <translation>Ein regulärer Ausdruck. Was seine Klammern ( ) im Dateinamen finden, ist die Gruppe; Fotos, in deren Namen er nichts findet, bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>Set groups</source>
        <translation>Gruppen setzen</translation>
    </message>
    <message>
        <source>Take out of groups</source>
        <translation>Aus Gruppen nehmen</translation>
    </message>
    <message numerus="yes">
        <source>in %Ln groups</source>
        <translation>
            <numerusform>in %Ln Gruppe</numerusform>
            <numerusform>in %Ln Gruppen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos {0}.</source>
        <comment>the blank says in how many groups</comment>
        <translation>
            <numerusform>%Ln Foto {0}.</numerusform>
            <numerusform>%Ln Fotos {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos will be in no group.</source>
        <translation>
            <numerusform>%Ln Foto wird in keiner Gruppe sein.</numerusform>
            <numerusform>%Ln Fotos werden in keiner Gruppe sein.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos stay as they are.</source>
        <translation>
            <numerusform>%Ln Foto bleibt, wie es ist.</numerusform>
            <numerusform>%Ln Fotos bleiben, wie sie sind.</numerusform>
        </translation>
    </message>
    <message>
        <source>“{0}”</source>
        <translation>„{0}“</translation>
    </message>
    <message numerus="yes">
        <source>“{0}” and %Ln more</source>
        <translation>
            <numerusform>„{0}“ und %Ln weiteren</numerusform>
            <numerusform>„{0}“ und %Ln weiteren</numerusform>
        </translation>
    </message>
    <message>
        <source>No photo is selected. Select photos of one part first.</source>
        <translation>Kein Foto ist ausgewählt. Wählen Sie zuerst Fotos eines Teils aus.</translation>
    </message>
    <message>
        <source>No photo is found by this.</source>
        <translation>Damit wird kein Foto gefunden.</translation>
    </message>
    <message>
        <source>All examples of {0} would be one part: how well it is told can&apos;t be checked then.</source>
        <translation>Alle Beispiele von {0} wären ein Teil: Dann lässt sich nicht prüfen, wie gut die Klasse erkannt wird.</translation>
    </message>
</context>
<context>
    <name>GroupTable</name>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>Such as</source>
        <translation>Zum Beispiel</translation>
    </message>
    <message>
        <source>{0} + {1} there</source>
        <translation>{0} + {1} vorhanden</translation>
    </message>
</context>
<context>
    <name>GuessList</name>
    <message>
        <source>Guesses</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>{0}: {1}, similarity to its nearest example {2}</source>
        <translation>{0}: {1}, Ähnlichkeit mit dem nächsten Beispiel {2}</translation>
    </message>
</context>
<context>
    <name>HeatmapBar</name>
    <message>
        <source>Show heatmap (H)</source>
        <translation>Heatmap zeigen (H)</translation>
    </message>
    <message>
        <source>Show heatmap</source>
        <translation>Heatmap zeigen</translation>
    </message>
    <message>
        <source>Kind of heatmap</source>
        <translation>Art der Heatmap</translation>
    </message>
    <message>
        <source>Why this class, not that one</source>
        <translation>Warum diese Klasse, nicht jene</translation>
    </message>
    <message>
        <source>What speaks for one class and what for the other (W)</source>
        <translation>Was für die eine Klasse spricht und was für die andere (W)</translation>
    </message>
    <message>
        <source>What is unusual</source>
        <translation>Was ungewöhnlich ist</translation>
    </message>
    <message>
        <source>What the examples of the OK class do not have (O)</source>
        <translation>Was die Beispiele der OK-Klasse nicht haben (O)</translation>
    </message>
    <message>
        <source>Which part matches which</source>
        <translation>Welches Teil welchem gleicht</translation>
    </message>
    <message>
        <source>Click a point, and see what is like it in the example (P)</source>
        <translation>Einen Punkt anklicken und sehen, was ihm im Beispiel gleicht (P)</translation>
    </message>
    <message>
        <source>Opacity of the heatmap</source>
        <translation>Deckkraft der Heatmap</translation>
    </message>
    <message>
        <source>Colours, save as a picture</source>
        <translation>Farben, als Bild speichern</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen…</translation>
    </message>
    <message>
        <source>Choose the class that is OK</source>
        <translation>Die Klasse wählen, die OK ist</translation>
    </message>
    <message>
        <source>No class is marked as OK yet</source>
        <translation>Noch ist keine Klasse als OK bezeichnet</translation>
    </message>
    <message>
        <source>Compared with “{0}”</source>
        <translation>Verglichen mit „{0}“</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Ändern…</translation>
    </message>
</context>
<context>
    <name>HeatmapCommands</name>
    <message>
        <source>&amp;Colours</source>
        <translation>&amp;Farben</translation>
    </message>
    <message>
        <source>&amp;Orange and blue</source>
        <translation>&amp;Orange und Blau</translation>
    </message>
    <message>
        <source>&amp;Red and cyan</source>
        <translation>&amp;Rot und Cyan</translation>
    </message>
    <message>
        <source>&amp;Yellow and violet</source>
        <translation>&amp;Gelb und Violett</translation>
    </message>
    <message>
        <source>There is no heatmap to save yet.</source>
        <translation>Noch gibt es keine Heatmap zu speichern.</translation>
    </message>
    <message>
        <source>{0} heatmap</source>
        <comment>a file</comment>
        <translation>{0} Heatmap</translation>
    </message>
    <message>
        <source>Nearest example: {0}</source>
        <translation>Nächstes Beispiel: {0}</translation>
    </message>
    <message>
        <source>The colours mean the same on every photo of the project.</source>
        <translation>Die Farben bedeuten auf jedem Foto des Projekts dasselbe.</translation>
    </message>
    <message>
        <source>Why “{0}” and not “{1}”</source>
        <translation>Warum „{0}“ und nicht „{1}“</translation>
    </message>
    <message>
        <source>What is unusual, compared with “{0}”</source>
        <translation>Was ungewöhnlich ist, verglichen mit „{0}“</translation>
    </message>
    <message>
        <source>Which part matches which</source>
        <translation>Welches Teil welchem gleicht</translation>
    </message>
    <message>
        <source>The heatmap was saved as {0}.</source>
        <translation>Die Heatmap wurde als {0} gespeichert.</translation>
    </message>
    <message>
        <source>The heatmap was not saved as {0}: {1}</source>
        <translation>Die Heatmap wurde nicht als {0} gespeichert: {1}</translation>
    </message>
</context>
<context>
    <name>Heatmaps</name>
    <message>
        <source>unlike it</source>
        <translation>anders</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>gleich</translation>
    </message>
    <message>
        <source>best {0}</source>
        <translation>beste {0}</translation>
    </message>
    <message>
        <source>against {0}</source>
        <translation>dagegen {0}</translation>
    </message>
    <message>
        <source>for {0}</source>
        <translation>dafür {0}</translation>
    </message>
    <message>
        <source>sum {0}</source>
        <translation>Summe {0}</translation>
    </message>
    <message>
        <source>as in OK photos</source>
        <translation>wie in OK-Fotos</translation>
    </message>
    <message>
        <source>{0} times as far</source>
        <translation>{0}-mal so weit</translation>
    </message>
    <message>
        <source>highest {0}</source>
        <translation>höchste {0}</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird angesehen …</translation>
    </message>
    <message>
        <source>Mark the class whose photos are as they should be.</source>
        <translation>Bezeichnen Sie die Klasse, deren Fotos so sind, wie sie sein sollen.</translation>
    </message>
    <message>
        <source>There is no example to compare with yet.</source>
        <translation>Noch gibt es kein Beispiel zum Vergleichen.</translation>
    </message>
    <message>
        <source>There is nothing to compare yet.</source>
        <translation>Noch gibt es nichts zu vergleichen.</translation>
    </message>
    <message>
        <source>Click a point of the photo or of the example</source>
        <translation>Klicken Sie einen Punkt des Fotos oder Beispiels an</translation>
    </message>
</context>
<context>
    <name>HistoryDialog</name>
    <message>
        <source>History</source>
        <translation>Verlauf</translation>
    </message>
    <message>
        <source>Export audit trail…</source>
        <translation>Prüfprotokoll exportieren…</translation>
    </message>
    <message>
        <source>History, newest first</source>
        <translation>Verlauf, Neuestes zuerst</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Newest first. Enter or a double-click goes to a point; nothing is lost.</source>
        <translation>Neuestes zuerst. Enter oder ein Doppelklick geht zu einem Punkt; nichts geht verloren.</translation>
    </message>
    <message>
        <source>Choose a point</source>
        <translation>Punkt wählen</translation>
    </message>
</context>
<context>
    <name>HistoryModel</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Make the project</source>
        <translation>Projekt anlegen</translation>
    </message>
    <message>
        <source>{0}; undone</source>
        <translation>{0}; rückgängig gemacht</translation>
    </message>
    <message>
        <source>{0}; you are here</source>
        <translation>{0}; Sie sind hier</translation>
    </message>
    <message numerus="yes">
        <source>Undo %Ln steps</source>
        <translation>
            <numerusform>%Ln Schritt zurück</numerusform>
            <numerusform>%Ln Schritte zurück</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Redo %Ln steps</source>
        <translation>
            <numerusform>%Ln Schritt vor</numerusform>
            <numerusform>%Ln Schritte vor</numerusform>
        </translation>
    </message>
    <message>
        <source>Today {0}</source>
        <translation>Heute {0}</translation>
    </message>
    <message>
        <source>Yesterday {0}</source>
        <translation>Gestern {0}</translation>
    </message>
    <message>
        <source>You are here</source>
        <translation>Sie sind hier</translation>
    </message>
</context>
<context>
    <name>ImportDialog</name>
    <message>
        <source>Add folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>Each folder is a &amp;class, its photos are examples</source>
        <translation>Jeder Ordner ist eine &amp;Klasse, seine Fotos sind Beispiele</translation>
    </message>
    <message>
        <source>All photos go to the &amp;inbox, without a class</source>
        <translation>Alle Fotos kommen ohne Klasse in den &amp;Eingang</translation>
    </message>
    <message>
        <source>What shall be added?</source>
        <translation>Was soll hinzugefügt werden?</translation>
    </message>
    <message>
        <source>Classes to add</source>
        <translation>Hinzuzufügende Klassen</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
    <message>
        <source>In the project</source>
        <translation>Im Projekt</translation>
    </message>
    <message>
        <source>new class</source>
        <translation>neue Klasse</translation>
    </message>
    <message numerus="yes">
        <source>of %Ln classes</source>
        <translation>
            <numerusform>von %Ln Klasse</numerusform>
            <numerusform>von %Ln Klassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln examples {0}.</source>
        <translation>
            <numerusform>%Ln Beispiel {0}.</numerusform>
            <numerusform>%Ln Beispiele {0}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos to the inbox.</source>
        <translation>
            <numerusform>%Ln Foto für den Eingang.</numerusform>
            <numerusform>%Ln Fotos für den Eingang.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files could not be unpacked.</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht entpackt werden.</numerusform>
            <numerusform>%Ln Dateien konnten nicht entpackt werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing.</source>
        <translation>Nichts.</translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln photos</source>
        <translation>
            <numerusform>%Ln Foto hinzufügen</numerusform>
            <numerusform>%Ln Fotos hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>Photos that are in the project already are left out and listed.</source>
        <translation>Fotos, die schon im Projekt sind, werden ausgelassen und aufgelistet.</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Photo</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Nearest example</source>
        <translation>Nächstes Beispiel</translation>
    </message>
    <message>
        <source>Accept</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Accept the best guess and go to the next photo (Enter)</source>
        <translation>Besten Vorschlag übernehmen und zum nächsten Foto gehen (Enter)</translation>
    </message>
    <message>
        <source>Back to inbox</source>
        <translation>In den Eingang</translation>
    </message>
    <message>
        <source>This is no example after all (Backspace)</source>
        <translation>Das ist doch kein Beispiel (Rücktaste)</translation>
    </message>
    <message>
        <source>Class is right</source>
        <translation>Klasse stimmt</translation>
    </message>
    <message>
        <source>Keep the class and ask no more about it (K)</source>
        <translation>Klasse behalten und nicht mehr danach fragen (K)</translation>
    </message>
    <message>
        <source>Correct to…</source>
        <translation>Korrigieren…</translation>
    </message>
    <message>
        <source>Pick another class (C, or the number keys 1 to 9)</source>
        <translation>Andere Klasse wählen (C oder die Zifferntasten 1 bis 9)</translation>
    </message>
    <message>
        <source>Guesses</source>
        <translation>Vorschläge</translation>
    </message>
    <message>
        <source>No photo selected</source>
        <translation>Kein Foto ausgewählt</translation>
    </message>
    <message>
        <source>Select a photo to see its guesses and why they were made.</source>
        <translation>Wählen Sie ein Foto aus, um seine Vorschläge und deren Gründe zu sehen.</translation>
    </message>
    <message>
        <source>Example of {0}</source>
        <translation>Beispiel von {0}</translation>
    </message>
    <message>
        <source>In the inbox</source>
        <translation>Im Eingang</translation>
    </message>
    <message>
        <source>group {0}</source>
        <translation>Gruppe {0}</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos selected</source>
        <translation>
            <numerusform>%Ln Foto ausgewählt</numerusform>
            <numerusform>%Ln Fotos ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Similarity {0}</source>
        <translation>Ähnlichkeit {0}</translation>
    </message>
    <message numerus="yes">
        <source>Accept %Ln guesses  ⏎</source>
        <translation>
            <numerusform>%Ln Vorschlag übernehmen  ⏎</numerusform>
            <numerusform>%Ln Vorschläge übernehmen  ⏎</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change %Ln classes  ⏎</source>
        <translation>
            <numerusform>%Ln Klasse ändern  ⏎</numerusform>
            <numerusform>%Ln Klassen ändern  ⏎</numerusform>
        </translation>
    </message>
    <message>
        <source>Guesses, had it not been an example</source>
        <translation>Vorschläge, wäre es kein Beispiel</translation>
    </message>
    <message>
        <source>Go to example {0}</source>
        <translation>Zum Beispiel {0} gehen</translation>
    </message>
    <message>
        <source>Nearest example {0}</source>
        <translation>Nächstes Beispiel {0}</translation>
    </message>
    <message>
        <source>Accept  ⏎</source>
        <translation>Übernehmen  ⏎</translation>
    </message>
    <message>
        <source>Change class  ⏎</source>
        <translation>Klasse ändern  ⏎</translation>
    </message>
    <message>
        <source>Unlike every example</source>
        <translation>Keinem Beispiel ähnlich</translation>
    </message>
</context>
<context>
    <name>JudgedList</name>
    <message>
        <source>Photos of the cell</source>
        <translation>Fotos des Feldes</translation>
    </message>
</context>
<context>
    <name>KnowledgePage</name>
    <message>
        <source>With 95 % confidence the accuracy lies in this range.</source>
        <translation>Mit 95 % Sicherheit liegt die Genauigkeit in diesem Bereich.</translation>
    </message>
    <message>
        <source>Each class</source>
        <translation>Jede Klasse</translation>
    </message>
    <message>
        <source>No figure yet: nothing has been learned.</source>
        <translation>Noch keine Zahl: Es wurde nichts gelernt.</translation>
    </message>
    <message>
        <source>It comes as soon as the photos were looked at.</source>
        <translation>Sie kommt, sobald die Fotos angesehen wurden.</translation>
    </message>
    <message>
        <source>No figure yet: there is nothing to judge by.</source>
        <translation>Noch keine Zahl: Es gibt nichts, woran sie zu messen wäre.</translation>
    </message>
    <message>
        <source>of held-out examples are recognised, every class counting the same. Learned from {0} in {1} with {2}.</source>
        <translation>der zurückgehaltenen Beispiele werden erkannt, jede Klasse zählt gleich viel. Gelernt: {0} in {1}, mit {2}.</translation>
    </message>
    <message>
        <source>Most often confused: “{0}” and “{1}”, {2} of {3} held-out examples.</source>
        <translation>Am häufigsten verwechselt: „{0}“ und „{1}“, {2} von {3} zurückgehaltenen Beispielen.</translation>
    </message>
</context>
<context>
    <name>LabelsDialog</name>
    <message>
        <source>Check classes</source>
        <translation>Klassen prüfen</translation>
    </message>
    <message>
        <source>Examples to check</source>
        <translation>Zu prüfende Beispiele</translation>
    </message>
    <message>
        <source>Class is right  K</source>
        <translation>Klasse stimmt  K</translation>
    </message>
    <message>
        <source>Back to inbox  ⌫</source>
        <translation>In den Eingang  ⌫</translation>
    </message>
    <message>
        <source>Remove  Del</source>
        <translation>Entfernen  Entf</translation>
    </message>
    <message>
        <source>Remove the photo from the project</source>
        <translation>Das Foto aus dem Projekt entfernen</translation>
    </message>
    <message>
        <source>The other one  X</source>
        <translation>Das andere  X</translation>
    </message>
    <message>
        <source>Decide about the other one of the two photos</source>
        <translation>Über das andere der beiden Fotos entscheiden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Take the last decision back (Ctrl+Z)</source>
        <translation>Die letzte Entscheidung zurücknehmen (Strg+Z)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Change to “{0}”  ⏎</source>
        <translation>Ändern in „{0}“  ⏎</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Example of “{0}”</source>
        <translation>Beispiel für „{0}“</translation>
    </message>
</context>
<context>
    <name>LabelsPresenter</name>
    <message>
        <source>Checking…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <source>Examples are checked once the model has learned from them.</source>
        <translation>Beispiele werden geprüft, sobald das Modell aus ihnen gelernt hat.</translation>
    </message>
</context>
<context>
    <name>LanguageMenu</name>
    <message>
        <source>Lan&amp;guage</source>
        <translation>S&amp;prache</translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>The language can be changed once what the status line shows is done or cancelled.</source>
        <translation>Die Sprache lässt sich ändern, sobald fertig oder abgebrochen ist, was die Statuszeile zeigt.</translation>
    </message>
</context>
<context>
    <name>Learner</name>
    <message>
        <source>Changing the encoder</source>
        <translation>Encoder wird gewechselt</translation>
    </message>
    <message>
        <source>Changing the settings of the model</source>
        <translation>Einstellungen des Modells werden geändert</translation>
    </message>
    <message>
        <source>Adding the encoder {0}</source>
        <translation>Encoder {0} wird hinzugefügt</translation>
    </message>
    <message>
        <source>Exporting to {0}</source>
        <translation>Export nach {0}</translation>
    </message>
    <message>
        <source>Fine-tuning in the background</source>
        <translation>Feinabstimmung im Hintergrund</translation>
    </message>
    <message>
        <source>Restarting…</source>
        <translation>Neustart…</translation>
    </message>
    <message>
        <source>Worker stopped</source>
        <translation>Hintergrundprozess beendet</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>No guesses until the worker is restarted</source>
        <translation>Keine Vorschläge, bis der Hintergrundprozess neu gestartet ist</translation>
    </message>
    <message>
        <source>Getting ready. You can add and sort photos meanwhile.</source>
        <translation>Wird vorbereitet. Sie können schon Fotos hinzufügen und einordnen.</translation>
    </message>
    <message>
        <source>Learning…</source>
        <translation>Lernt…</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Learning was stopped; it starts again with the next change</source>
        <translation>Das Lernen wurde angehalten; es beginnt wieder mit der nächsten Änderung</translation>
    </message>
    <message>
        <source>Waiting for examples</source>
        <translation>Wartet auf Beispiele</translation>
    </message>
    <message>
        <source>Up to date</source>
        <translation>Auf dem neuesten Stand</translation>
    </message>
</context>
<context>
    <name>LeastSure</name>
    <message>
        <source>Least sure of them: {0}</source>
        <translation>Die unsichersten davon: {0}</translation>
    </message>
</context>
<context>
    <name>LicencesDialog</name>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Parts of SiamDesk</source>
        <translation>Teile von SiamDesk</translation>
    </message>
    <message>
        <source>Licence of the chosen part</source>
        <translation>Lizenz des gewählten Teils</translation>
    </message>
    <message>
        <source>Encoder {0}</source>
        <translation>Encoder {0}</translation>
    </message>
    <message>
        <source>Encoders</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>Sample photos</source>
        <translation>Beispielfotos</translation>
    </message>
</context>
<context>
    <name>LikenessBar</name>
    <message>
        <source>Back to the grid as it was (Esc)</source>
        <translation>Zurück zum Raster wie zuvor (Esc)</translation>
    </message>
    <message>
        <source>Back to the grid as it was</source>
        <translation>Zurück zum Raster wie zuvor</translation>
    </message>
    <message>
        <source>Most alike to {0} first. Esc leads back.</source>
        <translation>{0} ähnlichste zuerst. Esc führt zurück.</translation>
    </message>
</context>
<context>
    <name>LossPlot</name>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Loss while fine-tuning</source>
        <translation>Verlust beim Feinabstimmen</translation>
    </message>
</context>
<context>
    <name>Loupe</name>
    <message>
        <source>Loupe</source>
        <translation>Lupe</translation>
    </message>
    <message>
        <source>Enter accepts   ·   1–9 correct   ·   ← → other photos   ·   + − zoom   ·   0 fit   ·   Z 100 %   ·   B compare   ·   H heatmap   ·   Esc closes</source>
        <translation>Eingabe übernimmt   ·   1–9 korrigieren   ·   ← → andere Fotos   ·   + − Zoom   ·   0 einpassen   ·   Z 100 %   ·   B vergleichen   ·   H Heatmap   ·   Esc schließt</translation>
    </message>
    <message>
        <source>Compare with the nearest example (B)</source>
        <translation>Mit dem nächsten Beispiel vergleichen (B)</translation>
    </message>
    <message>
        <source>100 %, or the whole photo (Z)</source>
        <translation>100 % oder das ganze Foto (Z)</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>Schließen (Escape)</translation>
    </message>
</context>
<context>
    <name>LoupePresenter</name>
    <message>
        <source>{0} of {1}  ·  {2} × {3}</source>
        <translation>{0} von {1}  ·  {2} × {3}</translation>
    </message>
    <message>
        <source>heatmap: {0}</source>
        <translation>Heatmap: {0}</translation>
    </message>
    <message>
        <source>Example of {0}</source>
        <translation>Beispiel von {0}</translation>
    </message>
    <message>
        <source>No guess yet</source>
        <translation>Noch kein Vorschlag</translation>
    </message>
    <message>
        <source>Unlike every example</source>
        <translation>Keinem Beispiel ähnlich</translation>
    </message>
    <message>
        <source>Nearest example of {0}  ·  similarity {1}</source>
        <translation>Nächstes Beispiel von {0}  ·  Ähnlichkeit {1}</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>&amp;Theme</source>
        <translation>Farbsche&amp;ma</translation>
    </message>
    <message>
        <source>Like the &amp;system</source>
        <translation>Wie das &amp;System</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>Tool bar</source>
        <translation>Werkzeugleiste</translation>
    </message>
</context>
<context>
    <name>MapLegend</name>
    <message>
        <source>hollow: inbox, as guessed</source>
        <translation>hohl: Eingang, wie vorgeschlagen</translation>
    </message>
    <message>
        <source>Legend: {0}</source>
        <translation>Legende: {0}</translation>
    </message>
</context>
<context>
    <name>MapPage</name>
    <message>
        <source>Place all photos anew (F5)</source>
        <translation>Alle Fotos neu anordnen (F5)</translation>
    </message>
    <message>
        <source>Arrange better</source>
        <translation>Besser anordnen</translation>
    </message>
    <message>
        <source>Keep neighbours together with t-SNE; takes a while, in the background</source>
        <translation>Nachbarn mit t-SNE beisammenhalten; dauert eine Weile, im Hintergrund</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Raster</translation>
    </message>
    <message>
        <source>Back to the grid (Esc)</source>
        <translation>Zurück zum Raster (Esc)</translation>
    </message>
    <message>
        <source>Arranging the map better. You can go on meanwhile.</source>
        <translation>Die Karte wird besser angeordnet. Sie können weiterarbeiten.</translation>
    </message>
    <message>
        <source>Neighbours are alike; distances between groups say little.</source>
        <translation>Nachbarn ähneln sich; Abstände zwischen Gruppen sagen wenig.</translation>
    </message>
    <message>
        <source>What lies together is alike. Drag around photos to select them.</source>
        <translation>Was beisammenliegt, ähnelt sich. Umfahren Sie Fotos, um sie auszuwählen.</translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln new photos</source>
        <translation>
            <numerusform>%Ln neues Foto hinzunehmen</numerusform>
            <numerusform>%Ln neue Fotos hinzunehmen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MapPresenter</name>
    <message>
        <source>No map yet</source>
        <translation>Noch keine Karte</translation>
    </message>
    <message>
        <source>It comes as soon as the photos were looked at. Add at least two photos.</source>
        <translation>Sie erscheint, sobald die Fotos angesehen wurden. Fügen Sie mindestens zwei Fotos hinzu.</translation>
    </message>
    <message>
        <source>Arranging the map</source>
        <translation>Karte wird angeordnet</translation>
    </message>
    <message>
        <source>Example of {0}</source>
        <translation>Beispiel von {0}</translation>
    </message>
    <message>
        <source>In the inbox</source>
        <translation>Im Eingang</translation>
    </message>
    <message>
        <source>In the inbox, guessed {0}</source>
        <translation>Im Eingang, Vorschlag {0}</translation>
    </message>
</context>
<context>
    <name>MapView</name>
    <message>
        <source>Map of the photos</source>
        <translation>Karte der Fotos</translation>
    </message>
</context>
<context>
    <name>MergeDialog</name>
    <message>
        <source>Merge “{0}” into…</source>
        <translation>„{0}“ zusammenführen mit…</translation>
    </message>
    <message>
        <source>Merge</source>
        <translation>Zusammenführen</translation>
    </message>
    <message>
        <source>No class is called like this.</source>
        <translation>Keine Klasse heißt so.</translation>
    </message>
    <message numerus="yes">
        <source>Its %Ln examples become examples of “{0}”, and “{1}” goes away. Undo brings it back.</source>
        <translation>
            <numerusform>Ihr %Ln Beispiel wird zum Beispiel von „{0}“, und „{1}“ verschwindet. „Rückgängig“ holt sie zurück.</numerusform>
            <numerusform>Ihre %Ln Beispiele werden zu Beispielen von „{0}“, und „{1}“ verschwindet. „Rückgängig“ holt sie zurück.</numerusform>
        </translation>
    </message>
    <message>
        <source>It has no examples; it becomes part of “{0}”, and “{1}” goes away. Undo brings it back.</source>
        <translation>Sie hat keine Beispiele; sie geht in „{0}“ auf, und „{1}“ verschwindet. „Rückgängig“ holt sie zurück.</translation>
    </message>
</context>
<context>
    <name>ModelCard</name>
    <message>
        <source>Details…</source>
        <translation>Details…</translation>
    </message>
    <message>
        <source>What the model knows, training and settings</source>
        <translation>Was das Modell weiß, Training und Einstellungen</translation>
    </message>
    <message>
        <source>Details of the model</source>
        <translation>Details zum Modell</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Nothing learned yet.</source>
        <translation>Noch nichts gelernt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln examples {0}</source>
        <translation>
            <numerusform>%Ln Beispiel {0}</numerusform>
            <numerusform>%Ln Beispiele {0}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln classes</source>
        <translation>
            <numerusform>in %Ln Klasse</numerusform>
            <numerusform>in %Ln Klassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Accuracy can&apos;t be told yet</source>
        <translation>Genauigkeit noch nicht bestimmbar</translation>
    </message>
    <message>
        <source>on held-out examples</source>
        <translation>auf zurückgehaltenen Beispielen</translation>
    </message>
    <message>
        <source>With 95 % confidence the accuracy lies in this range.</source>
        <translation>Mit 95 % Sicherheit liegt die Genauigkeit in diesem Bereich.</translation>
    </message>
</context>
<context>
    <name>ModelDialog</name>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>What it knows</source>
        <translation>Was es weiß</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>Training</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
</context>
<context>
    <name>NoteField</name>
    <message>
        <source>Add a note</source>
        <translation>Notiz hinzufügen</translation>
    </message>
    <message>
        <source>Note on the photo</source>
        <translation>Notiz zum Foto</translation>
    </message>
    <message>
        <source>Write a note on this photo (N)</source>
        <translation>Notiz zu diesem Foto schreiben (N)</translation>
    </message>
</context>
<context>
    <name>PaletteCommands</name>
    <message>
        <source>Sort by</source>
        <translation>Sortieren nach</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Farbschema</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Correct to {0}</source>
        <translation>Korrigieren zu {0}</translation>
    </message>
    <message>
        <source>Show {0}</source>
        <translation>{0} zeigen</translation>
    </message>
</context>
<context>
    <name>PhotoDelegate</name>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>looks like {0}</source>
        <translation>ähnelt {0}</translation>
    </message>
</context>
<context>
    <name>PhotoGrid</name>
    <message>
        <source>Photos</source>
        <translation>Fotos</translation>
    </message>
</context>
<context>
    <name>PhotoModel</name>
    <message>
        <source>{0}. Similarity: {1}</source>
        <translation>{0}. Ähnlichkeit: {1}</translation>
    </message>
    <message>
        <source>{0} can&apos;t be read: {1}</source>
        <translation>{0} ist nicht lesbar: {1}</translation>
    </message>
    <message>
        <source>{0}: no guess yet</source>
        <translation>{0}: noch kein Vorschlag</translation>
    </message>
    <message>
        <source>{0}: {1}, {2}, unlike every example</source>
        <translation>{0}: {1}, {2}, keinem Beispiel ähnlich</translation>
    </message>
    <message>
        <source>{0}: {1}, {2}</source>
        <comment>photo, class, probability</comment>
        <translation>{0}: {1}, {2}</translation>
    </message>
    <message>
        <source>{0}: example of {1}, but it looks like {2} ({3})</source>
        <translation>{0}: Beispiel von {1}, sieht aber aus wie {2} ({3})</translation>
    </message>
    <message>
        <source>{0}: example of {1}</source>
        <translation>{0}: Beispiel von {1}</translation>
    </message>
</context>
<context>
    <name>PhotoPage</name>
    <message>
        <source>Show the examples of all classes</source>
        <translation>Beispiele aller Klassen zeigen</translation>
    </message>
    <message>
        <source>Only {0}; show all examples</source>
        <translation>Nur {0}; alle Beispiele zeigen</translation>
    </message>
</context>
<context>
    <name>PhotoPresenter</name>
    <message>
        <source>Add at least two classes, and a photo to each. Then guesses come here.</source>
        <translation>Legen Sie mindestens zwei Klassen mit je einem Foto an. Dann erscheinen hier Vorschläge.</translation>
    </message>
    <message>
        <source>Guesses come as soon as the engine has started.</source>
        <translation>Vorschläge kommen, sobald der Hintergrundprozess gestartet ist.</translation>
    </message>
    <message>
        <source>Looking at the photos…</source>
        <translation>Fotos werden angesehen…</translation>
    </message>
    <message>
        <source>Looking at this photo…</source>
        <translation>Dieses Foto wird angesehen…</translation>
    </message>
</context>
<context>
    <name>Presenter</name>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Undo: {0}</source>
        <translation>Rückgängig: {0}</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Redo: {0}</source>
        <translation>Wiederholen: {0}</translation>
    </message>
    <message>
        <source>No photo matches the filter</source>
        <translation>Kein Foto passt zum Filter</translation>
    </message>
    <message>
        <source>Photos of this view are hidden by what you have typed or chosen above.</source>
        <translation>Was oben eingetippt oder gewählt ist, blendet die Fotos dieser Ansicht aus.</translation>
    </message>
    <message>
        <source>Show all photos again</source>
        <translation>Wieder alle Fotos zeigen</translation>
    </message>
    <message>
        <source>Drop photos here</source>
        <translation>Fotos hier ablegen</translation>
    </message>
    <message>
        <source>They go to the inbox. A folder with one sub-folder per class brings its classes along.</source>
        <translation>Sie kommen in den Eingang. Ein Ordner mit einem Unterordner je Klasse bringt seine Klassen mit.</translation>
    </message>
    <message>
        <source>Add photos…</source>
        <translation>Fotos hinzufügen…</translation>
    </message>
    <message>
        <source>Nothing to check yet</source>
        <translation>Noch nichts zu prüfen</translation>
    </message>
    <message>
        <source>Examples are checked once the model has learned from them.</source>
        <translation>Beispiele werden geprüft, sobald das Modell aus ihnen gelernt hat.</translation>
    </message>
    <message>
        <source>Nothing to check</source>
        <translation>Nichts zu prüfen</translation>
    </message>
    <message>
        <source>No example looks as if it belonged to another class.</source>
        <translation>Kein Beispiel sieht so aus, als gehörte es zu einer anderen Klasse.</translation>
    </message>
    <message>
        <source>Inbox done</source>
        <translation>Eingang erledigt</translation>
    </message>
    <message>
        <source>Every photo is an example now. Drop new photos to have them guessed.</source>
        <translation>Jedes Foto ist jetzt ein Beispiel. Legen Sie neue Fotos ab, um Vorschläge zu erhalten.</translation>
    </message>
    <message>
        <source>No examples yet</source>
        <translation>Noch keine Beispiele</translation>
    </message>
    <message>
        <source>Select photos in the inbox, then press the number key of a class or drag them onto it.</source>
        <translation>Wählen Sie im Eingang Fotos aus und drücken Sie die Zifferntaste einer Klasse, oder ziehen Sie die Fotos auf die Klasse.</translation>
    </message>
    <message>
        <source>Photos that can&apos;t be read</source>
        <translation>Nicht lesbare Fotos</translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos of the project can&apos;t be read any more.</source>
        <translation>
            <numerusform>%Ln Foto des Projekts ist nicht mehr lesbar.</numerusform>
            <numerusform>%Ln Fotos des Projekts sind nicht mehr lesbar.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos selected</source>
        <translation>
            <numerusform>%Ln Foto ausgewählt</numerusform>
            <numerusform>%Ln Fotos ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Enter changes, K keeps the class</source>
        <translation>Enter ändert, K behält die Klasse</translation>
    </message>
    <message>
        <source>Show list</source>
        <translation>Liste zeigen</translation>
    </message>
    <message>
        <source>Enter accepts, 1–9 correct</source>
        <translation>Enter übernimmt, 1–9 korrigieren</translation>
    </message>
</context>
<context>
    <name>ProblemsDialog</name>
    <message numerus="yes">
        <source>%Ln files could not be read.</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht gelesen werden.</numerusform>
            <numerusform>%Ln Dateien konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos are in the project already.</source>
        <translation>
            <numerusform>%Ln Foto ist schon im Projekt.</numerusform>
            <numerusform>%Ln Fotos sind schon im Projekt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos were added.</source>
        <translation>
            <numerusform>%Ln Foto wurde hinzugefügt.</numerusform>
            <numerusform>%Ln Fotos wurden hinzugefügt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Files that were left out</source>
        <translation>Ausgelassene Dateien</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
</context>
<context>
    <name>RecallTable</name>
    <message>
        <source>Accuracy of each class</source>
        <translation>Genauigkeit jeder Klasse</translation>
    </message>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Recognised</source>
        <translation>Erkannt</translation>
    </message>
    <message>
        <source>Range</source>
        <translation>Bereich</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>{0} of {1}</source>
        <translation>{0} von {1}</translation>
    </message>
    <message>
        <source>{0}, with 95 % confidence between {1} and {2}</source>
        <translation>{0}, mit 95 % Sicherheit zwischen {1} und {2}</translation>
    </message>
    <message>
        <source>Add another example: one alone can&apos;t be judged.</source>
        <translation>Fügen Sie ein weiteres Beispiel hinzu: Eines allein lässt sich nicht beurteilen.</translation>
    </message>
</context>
<context>
    <name>RegionEditor</name>
    <message>
        <source>Region of interest on the photo</source>
        <translation>Ausschnitt auf dem Foto</translation>
    </message>
    <message>
        <source>Arrow keys move the region, with Shift they resize it, with Ctrl in small steps. For an outline they move a cross: Space sets a corner, Backspace takes it back.</source>
        <translation>Die Pfeiltasten verschieben den Ausschnitt, mit Umschalt ändern sie seine Größe, mit Strg in kleinen Schritten. Für einen Umriss bewegen sie ein Kreuz: Die Leertaste setzt eine Ecke, die Rücktaste nimmt sie zurück.</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
</context>
<context>
    <name>ReliabilityPlot</name>
    <message>
        <source>Probability that was told (%)</source>
        <translation>Genannte Wahrscheinlichkeit (%)</translation>
    </message>
    <message>
        <source>Came true (%)</source>
        <translation>Traf zu (%)</translation>
    </message>
    <message>
        <source>Reliability diagram</source>
        <translation>Zuverlässigkeitsdiagramm</translation>
    </message>
    <message numerus="yes">
        <source>told {0}, true {1} of %Ln photos</source>
        <translation>
            <numerusform>genannt {0}, wahr {1} von %Ln Foto</numerusform>
            <numerusform>genannt {0}, wahr {1} von %Ln Fotos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RiskPlot</name>
    <message>
        <source>Least sure photos left to the inspector (%)</source>
        <translation>Unsicherste Fotos dem Prüfer überlassen (%)</translation>
    </message>
    <message>
        <source>Accuracy of the rest (%)</source>
        <translation>Genauigkeit der übrigen (%)</translation>
    </message>
    <message>
        <source>Accuracy over the share of photos left to the inspector</source>
        <translation>Genauigkeit über dem Anteil der Fotos, die dem Prüfer überlassen werden</translation>
    </message>
    <message>
        <source>{0} left: {1}</source>
        <translation>{0} überlassen: {1}</translation>
    </message>
</context>
<context>
    <name>RocPlot</name>
    <message>
        <source>Others taken for it (%)</source>
        <translation>Andere dafür gehalten (%)</translation>
    </message>
    <message>
        <source>Found (%)</source>
        <translation>Gefunden (%)</translation>
    </message>
    <message>
        <source>ROC curve</source>
        <translation>ROC-Kurve</translation>
    </message>
    <message>
        <source>Area {0}; marked: {1} found, {2} of the others taken for it</source>
        <translation>Fläche {0}; markiert: {1} gefunden, {2} der anderen dafür gehalten</translation>
    </message>
</context>
<context>
    <name>ScreenCommands</name>
    <message>
        <source>On Wayland no program may look at the screen by itself. Take the picture with your desktop&apos;s screenshot tool (often the Print key), copy it and paste it here with Ctrl+V.</source>
        <translation>Unter Wayland darf kein Programm von sich aus auf den Bildschirm sehen. Nehmen Sie das Bild mit dem Bildschirmfoto-Werkzeug Ihres Desktops auf (oft die Druck-Taste), kopieren Sie es und fügen Sie es hier mit Strg+V ein.</translation>
    </message>
    <message>
        <source>The system gave no picture of the screen. Allow SiamDesk to record it in the system&apos;s privacy settings, or paste a screenshot with Ctrl+V.</source>
        <translation>Das System hat kein Bild des Bildschirms geliefert. Erlauben Sie SiamDesk die Aufnahme in den Datenschutzeinstellungen des Systems, oder fügen Sie ein Bildschirmfoto mit Strg+V ein.</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>Bildschirm</translation>
    </message>
</context>
<context>
    <name>ScreenOverlay</name>
    <message>
        <source>Drag a rectangle. Arrow keys move it, with Shift they resize it. Enter takes it, Escape cancels.</source>
        <translation>Ziehen Sie ein Rechteck auf. Die Pfeiltasten verschieben es, mit Umschalt ändern sie die Größe. Eingabe übernimmt es, Escape bricht ab.</translation>
    </message>
    <message>
        <source>Grab a region of the screen</source>
        <translation>Bildschirmausschnitt aufnehmen</translation>
    </message>
</context>
<context>
    <name>Session</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Undone: {0}</source>
        <translation>Rückgängig gemacht: {0}</translation>
    </message>
    <message>
        <source>Done again: {0}</source>
        <translation>Wiederholt: {0}</translation>
    </message>
    <message>
        <source>Went to another point of the history</source>
        <translation>Zu einem anderen Punkt des Verlaufs gegangen</translation>
    </message>
    <message>
        <source>Adding photos</source>
        <translation>Fotos werden hinzugefügt</translation>
    </message>
    <message>
        <source>Files that were not added</source>
        <translation>Nicht hinzugefügte Dateien</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Reading the settings…</source>
        <translation>Einstellungen werden gelesen…</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Back to the defaults</source>
        <translation>Zurück zu den Vorgaben</translation>
    </message>
    <message>
        <source>Add an &amp;encoder…</source>
        <translation>&amp;Encoder hinzufügen…</translation>
    </message>
    <message>
        <source>Use a .keras or .onnx file of your own</source>
        <translation>Eine eigene .keras- oder .onnx-Datei verwenden</translation>
    </message>
    <message>
        <source>The defaults suit most projects. What you choose here is kept in the project.</source>
        <translation>Die Vorgaben passen für die meisten Projekte. Was Sie hier wählen, bleibt im Projekt.</translation>
    </message>
    <message>
        <source>{0} (not installed)</source>
        <translation>{0} (nicht installiert)</translation>
    </message>
    <message>
        <source>Taking up the new settings…</source>
        <translation>Neue Einstellungen werden übernommen…</translation>
    </message>
    <message>
        <source>Not applied yet</source>
        <translation>Noch nicht übernommen</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Sorting photos</source>
        <translation>Fotos einordnen</translation>
    </message>
    <message>
        <source>  or  </source>
        <comment>between two keys</comment>
        <translation>  oder  </translation>
    </message>
</context>
<context>
    <name>ShowSegments</name>
    <message>
        <source>Photos without a class: {0}</source>
        <translation>Fotos ohne Klasse: {0}</translation>
    </message>
    <message>
        <source>Photos to learn from: {0}</source>
        <translation>Fotos, aus denen gelernt wird: {0}</translation>
    </message>
    <message>
        <source>Inbox and examples: {0}</source>
        <translation>Eingang und Beispiele: {0}</translation>
    </message>
    <message>
        <source>Examples whose class is likely wrong: {0}</source>
        <translation>Beispiele, deren Klasse wahrscheinlich falsch ist: {0}</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>No classes yet. Type a name below, or drop a folder with one sub-folder per class.</source>
        <translation>Noch keine Klassen. Tippen Sie unten einen Namen ein, oder legen Sie einen Ordner mit einem Unterordner je Klasse ab.</translation>
    </message>
    <message>
        <source>Add class…</source>
        <translation>Klasse hinzufügen…</translation>
    </message>
    <message>
        <source>Name of a new class</source>
        <translation>Name einer neuen Klasse</translation>
    </message>
    <message>
        <source>Add class</source>
        <translation>Klasse hinzufügen</translation>
    </message>
    <message>
        <source>Classes</source>
        <translation>Klassen</translation>
    </message>
    <message>
        <source>{0}, {1}</source>
        <comment>photos, examples</comment>
        <translation>{0}, {1}</translation>
    </message>
</context>
<context>
    <name>SimilarCommands</name>
    <message>
        <source>No photo that was added lately looks nearly like another one.</source>
        <translation>Kein zuletzt hinzugefügtes Foto sieht fast wie ein anderes aus.</translation>
    </message>
</context>
<context>
    <name>SimilarDialog</name>
    <message>
        <source>Nearly the same picture</source>
        <translation>Fast das gleiche Bild</translation>
    </message>
    <message>
        <source>Added photos that look like another one</source>
        <translation>Hinzugefügte Fotos, die wie ein anderes aussehen</translation>
    </message>
    <message>
        <source>Choose this for all</source>
        <translation>Für alle wählen</translation>
    </message>
    <message>
        <source>Keep both</source>
        <translation>Beide behalten</translation>
    </message>
    <message>
        <source>Skip the added photo</source>
        <translation>Das neue Foto weglassen</translation>
    </message>
    <message>
        <source>Same part: keep both as one group</source>
        <translation>Gleiches Teil: beide als eine Gruppe behalten</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugefügt</translation>
    </message>
    <message>
        <source>Looks like</source>
        <translation>Sieht aus wie</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Keep all</source>
        <translation>Alle behalten</translation>
    </message>
    <message>
        <source>Two shots of one part as separate examples make the accuracy look better than it is. Nothing is left out unless you say so, and undo brings it back.</source>
        <translation>Zwei Aufnahmen eines Teils als getrennte Beispiele lassen die Genauigkeit besser aussehen, als sie ist. Nichts wird weggelassen, wenn Sie es nicht sagen, und Rückgängig holt es zurück.</translation>
    </message>
    <message>
        <source>{0}  ·  skip</source>
        <translation>{0}  ·  weglassen</translation>
    </message>
    <message>
        <source>{0}  ·  same part</source>
        <translation>{0}  ·  gleiches Teil</translation>
    </message>
    <message>
        <source>{0} × {1}  ·  in the inbox</source>
        <translation>{0} × {1}  ·  im Eingang</translation>
    </message>
    <message>
        <source>{0} × {1}  ·  example of {2}</source>
        <translation>{0} × {1}  ·  Beispiel von {2}</translation>
    </message>
</context>
<context>
    <name>SplitDialog</name>
    <message numerus="yes">
        <source>Make a new class of %Ln photos</source>
        <translation>
            <numerusform>Aus %Ln Foto eine neue Klasse machen</numerusform>
            <numerusform>Aus %Ln Fotos eine neue Klasse machen</numerusform>
        </translation>
    </message>
    <message>
        <source>Name of the new class</source>
        <translation>Name der neuen Klasse</translation>
    </message>
    <message>
        <source>Make class</source>
        <translation>Klasse anlegen</translation>
    </message>
    <message>
        <source>They come from several classes. Undo takes all of it back.</source>
        <translation>Sie kommen aus mehreren Klassen. „Rückgängig“ nimmt alles zurück.</translation>
    </message>
    <message>
        <source>They come from the inbox. Undo takes all of it back.</source>
        <translation>Sie kommen aus dem Eingang. „Rückgängig“ nimmt alles zurück.</translation>
    </message>
    <message>
        <source>The other examples of “{0}” stay there. Undo takes all of it back.</source>
        <translation>Die anderen Beispiele von „{0}“ bleiben dort. „Rückgängig“ nimmt alles zurück.</translation>
    </message>
    <message>
        <source>There is a class “{0}” already.</source>
        <translation>Es gibt schon eine Klasse „{0}“.</translation>
    </message>
</context>
<context>
    <name>StartPage</name>
    <message>
        <source>Recent projects</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>Teach it your defects from a handful of photos.</source>
        <translation>Lernt Ihre Fehlerbilder aus einer Handvoll Fotos.</translation>
    </message>
    <message>
        <source>New project</source>
        <translation>Neues Projekt</translation>
    </message>
    <message>
        <source>Start with your own photos</source>
        <translation>Mit eigenen Fotos beginnen</translation>
    </message>
    <message>
        <source>Open project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Continue where you stopped</source>
        <translation>Dort weitermachen, wo Sie waren</translation>
    </message>
    <message>
        <source>Open the sample</source>
        <translation>Beispielprojekt öffnen</translation>
    </message>
    <message>
        <source>Steel strip defects to try</source>
        <translation>Fehler auf Bandstahl zum Ausprobieren</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>Starting…</source>
        <translation>Startet…</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Watched folder</source>
        <translation>Überwachter Ordner</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Watching {0}</source>
        <translation>Überwacht {0}</translation>
    </message>
    <message>
        <source>Cancel: {0}</source>
        <translation>Abbrechen: {0}</translation>
    </message>
    <message>
        <source>{0} %</source>
        <translation>{0} %</translation>
    </message>
</context>
<context>
    <name>ThresholdPage</name>
    <message>
        <source>Class</source>
        <translation>Klasse</translation>
    </message>
    <message>
        <source>What it means to be of the class</source>
        <translation>Was die Zugehörigkeit zur Klasse bedeutet</translation>
    </message>
    <message>
        <source>is a defect</source>
        <translation>ist ein Fehler</translation>
    </message>
    <message>
        <source>is OK; all others are defects</source>
        <translation>ist OK; alle anderen sind Fehler</translation>
    </message>
    <message>
        <source>Cost of a defect that is missed</source>
        <translation>Kosten eines übersehenen Fehlers</translation>
    </message>
    <message>
        <source>Cost of a false alarm</source>
        <translation>Kosten eines Fehlalarms</translation>
    </message>
    <message>
        <source>as judged</source>
        <translation>wie beurteilt</translation>
    </message>
    <message>
        <source>Share of defects where the model will work</source>
        <translation>Anteil der Fehler, wo das Modell arbeiten wird</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Cheapest threshold</source>
        <translation>Günstigste Schwelle</translation>
    </message>
    <message>
        <source>A photo of it</source>
        <translation>Ein Foto davon</translation>
    </message>
    <message>
        <source>A missed defect costs</source>
        <translation>Ein übersehener Fehler kostet</translation>
    </message>
    <message>
        <source>A false alarm costs</source>
        <translation>Ein Fehlalarm kostet</translation>
    </message>
    <message>
        <source>Share of defects</source>
        <translation>Anteil der Fehler</translation>
    </message>
    <message>
        <source>No photo is called “{0}”.</source>
        <translation>Kein Foto wird „{0}“ genannt.</translation>
    </message>
    <message>
        <source>From {0} on, a photo is called “{1}”.</source>
        <translation>Ab {0} wird ein Foto „{1}“ genannt.</translation>
    </message>
    <message>
        <source>Missed defects: {0} of {1}, {2}</source>
        <translation>Übersehene Fehler: {0} von {1}, {2}</translation>
    </message>
    <message>
        <source>False alarms: {0} of {1}, {2}</source>
        <translation>Fehlalarme: {0} von {1}, {2}</translation>
    </message>
    <message>
        <source>Area under the curve: {0} ({1}–{2})</source>
        <translation>Fläche unter der Kurve: {0} ({1}–{2})</translation>
    </message>
    <message>
        <source>Cost per photo: {0}.</source>
        <translation>Kosten je Foto: {0}.</translation>
    </message>
    <message>
        <source>Expect about {0}: that is what it comes to when the threshold is chosen on other photos than those it is used on.</source>
        <translation>Zu erwarten sind etwa {0}: So viel ist es, wenn die Schwelle an anderen Fotos gewählt wird als denen, für die sie gilt.</translation>
    </message>
</context>
<context>
    <name>TourCommands</name>
    <message>
        <source>Drop photos here</source>
        <translation>Fotos hier ablegen</translation>
    </message>
    <message>
        <source>Files, folders or archives, from wherever you have them. They come to the inbox; a folder with one sub-folder per class brings its classes along.</source>
        <translation>Dateien, Ordner oder Archive, von wo Sie möchten. Sie kommen in den Eingang; ein Ordner mit einem Unterordner je Klasse bringt seine Klassen mit.</translation>
    </message>
    <message>
        <source>Your classes</source>
        <translation>Ihre Klassen</translation>
    </message>
    <message>
        <source>Name the defects that you tell apart. A few photos of each are enough to start; drag them onto a class, or press its number.</source>
        <translation>Benennen Sie die Fehler, die Sie unterscheiden. Wenige Fotos von jedem genügen für den Anfang; ziehen Sie sie auf eine Klasse, oder drücken Sie deren Ziffer.</translation>
    </message>
    <message>
        <source>What SiamDesk guesses, and why</source>
        <translation>Was SiamDesk vorschlägt, und warum</translation>
    </message>
    <message>
        <source>The likeliest class comes first. The heatmap shows what speaks for it and what against, and beside the photo is the example that it is nearest to.</source>
        <translation>Die wahrscheinlichste Klasse steht zuerst. Die Heatmap zeigt, was für sie spricht und was dagegen, und neben dem Foto steht das Beispiel, dem es am nächsten ist.</translation>
    </message>
    <message>
        <source>Enter accepts, 1 to 9 correct</source>
        <translation>Enter übernimmt, 1 bis 9 korrigieren</translation>
    </message>
    <message>
        <source>Then the next photo comes by itself. Every correction is learned from at once, and Undo takes everything back.</source>
        <translation>Danach kommt das nächste Foto von selbst. Aus jeder Korrektur wird sofort gelernt, und „Rückgängig“ nimmt alles zurück.</translation>
    </message>
    <message>
        <source>How sure you can be</source>
        <translation>Wie sicher Sie sein können</translation>
    </message>
    <message>
        <source>The accuracy is measured on examples that were held out, and told with its range. Below stands what would make it better.</source>
        <translation>Die Genauigkeit wird auf zurückgehaltenen Beispielen gemessen und mit ihrem Bereich angegeben. Darunter steht, was sie verbessern würde.</translation>
    </message>
    <message>
        <source>Everything else: {0}</source>
        <translation>Alles Weitere: {0}</translation>
    </message>
    <message>
        <source>Type a few letters of what you want to do. The Help menu lists all keys, and shows this tour again.</source>
        <translation>Tippen Sie ein paar Buchstaben dessen, was Sie tun möchten. Das Menü „Hilfe“ nennt alle Tasten und zeigt diesen Rundgang noch einmal.</translation>
    </message>
</context>
<context>
    <name>TrainingPage</name>
    <message>
        <source>Fine-tuning</source>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Versions</source>
        <translation>Versionen</translation>
    </message>
    <message>
        <source>Cancel fine-tuning</source>
        <translation>Feinabstimmung abbrechen</translation>
    </message>
    <message>
        <source>Fine-tune now</source>
        <translation>Jetzt feinabstimmen</translation>
    </message>
    <message>
        <source>Nothing was fine-tuned yet. It is tried by itself once most classes have three examples and some of them are still confused.</source>
        <translation>Noch nichts wurde feinabgestimmt. Es wird von selbst versucht, sobald die meisten Klassen drei Beispiele haben und einige noch verwechselt werden.</translation>
    </message>
    <message>
        <source>Getting ready…</source>
        <translation>Wird vorbereitet…</translation>
    </message>
    <message>
        <source>The last one</source>
        <translation>Die letzte</translation>
    </message>
    <message>
        <source>The loss appears here, step by step.</source>
        <translation>Hier erscheint der Verlust, Schritt für Schritt.</translation>
    </message>
    <message>
        <source>Nothing to fine-tune yet: give two classes some examples first.</source>
        <translation>Noch nichts zum Feinabstimmen: Geben Sie zuerst zwei Klassen einige Beispiele.</translation>
    </message>
    <message>
        <source>Learning from all examples: step {0} of {1}, loss {2}</source>
        <translation>Lernt aus allen Beispielen: Schritt {0} von {1}, Verlust {2}</translation>
    </message>
    <message>
        <source>Trial {0} of {1}, with photos left out: step {2} of {3}, loss {4}</source>
        <translation>Probelauf {0} von {1}, mit zurückgehaltenen Fotos: Schritt {2} von {3}, Verlust {4}</translation>
    </message>
</context>
<context>
    <name>TriesTable</name>
    <message>
        <source>Fine-tunings, newest first</source>
        <translation>Feinabstimmungen, neueste zuerst</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Log loss</source>
        <translation>Log-Verlust</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Genauigkeit</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation>d. MMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>Not taken</source>
        <translation>Nicht übernommen</translation>
    </message>
    <message>
        <source>Taken: version {0}</source>
        <translation>Übernommen: Version {0}</translation>
    </message>
</context>
<context>
    <name>VersionList</name>
    <message>
        <source>Model versions</source>
        <translation>Modellversionen</translation>
    </message>
</context>
<context>
    <name>VersionsPane</name>
    <message>
        <source>Delete…</source>
        <translation>Löschen…</translation>
    </message>
    <message>
        <source>Use this version</source>
        <translation>Diese Version verwenden</translation>
    </message>
    <message>
        <source>Changing to the pretrained encoder…</source>
        <translation>Wechselt zum vortrainierten Encoder…</translation>
    </message>
    <message>
        <source>Changing to version {0}…</source>
        <translation>Wechselt zu Version {0}…</translation>
    </message>
    <message>
        <source>Looking for versions…</source>
        <translation>Versionen werden gesucht…</translation>
    </message>
    <message>
        <source>Version {0} can&apos;t be used: its files are missing.</source>
        <translation>Version {0} kann nicht verwendet werden: Ihre Dateien fehlen.</translation>
    </message>
    <message>
        <source>Version {0} can&apos;t be used: its files are damaged.</source>
        <translation>Version {0} kann nicht verwendet werden: Ihre Dateien sind beschädigt.</translation>
    </message>
    <message>
        <source>SiamDesk learns with this encoder.</source>
        <translation>SiamDesk lernt mit diesem Encoder.</translation>
    </message>
    <message>
        <source>When you use it, SiamDesk learns again with it at once.</source>
        <translation>Wenn Sie ihn verwenden, lernt SiamDesk sofort neu mit ihm.</translation>
    </message>
    <message>
        <source>The pretrained encoder is used instead.</source>
        <translation>Stattdessen wird der vortrainierte Encoder verwendet.</translation>
    </message>
    <message>
        <source>Use another version, or fine-tune again.</source>
        <translation>Verwenden Sie eine andere Version, oder stimmen Sie noch einmal fein ab.</translation>
    </message>
</context>
<context>
    <name>VideoCommands</name>
    <message>
        <source>Taking frames</source>
        <translation>Einzelbilder werden entnommen</translation>
    </message>
    <message>
        <source>No more frames are taken, because their project was closed.</source>
        <translation>Es werden keine weiteren Einzelbilder entnommen, weil ihr Projekt geschlossen wurde.</translation>
    </message>
</context>
<context>
    <name>VideoDialog</name>
    <message>
        <source>Frames of a video</source>
        <translation>Einzelbilder eines Videos</translation>
    </message>
    <message>
        <source>&amp;Leave out frames that hardly differ from the one before</source>
        <translation>&amp;Einzelbilder auslassen, die sich kaum vom vorigen unterscheiden</translation>
    </message>
    <message>
        <source>All frames of a video show the same &amp;part (one group)</source>
        <translation>Alle Einzelbilder eines Videos zeigen dasselbe &amp;Teil (eine Gruppe)</translation>
    </message>
    <message>
        <source>Where the frames go</source>
        <translation>Wohin die Einzelbilder kommen</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Eingang</translation>
    </message>
    <message>
        <source>Interval</source>
        <translation>Abstand</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>frames</source>
        <translation>Einzelbilder</translation>
    </message>
    <message>
        <source>Unit of the interval</source>
        <translation>Einheit des Abstands</translation>
    </message>
    <message>
        <source>First moment, in hours, minutes and seconds</source>
        <translation>Erster Zeitpunkt in Stunden, Minuten und Sekunden</translation>
    </message>
    <message>
        <source>Last moment, in hours, minutes and seconds</source>
        <translation>Letzter Zeitpunkt in Stunden, Minuten und Sekunden</translation>
    </message>
    <message>
        <source>One frame &amp;every</source>
        <translation>Ein Bild &amp;alle</translation>
    </message>
    <message>
        <source>&amp;From</source>
        <translation>&amp;Von</translation>
    </message>
    <message>
        <source>to</source>
        <translation>bis</translation>
    </message>
    <message>
        <source>Add &amp;to</source>
        <translation>&amp;Hinzufügen zu</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Take frames of {0}</source>
        <translation>Einzelbilder aus {0} entnehmen</translation>
    </message>
    <message numerus="yes">
        <source>Take frames of {0} and %Ln more videos</source>
        <translation>
            <numerusform>Einzelbilder aus {0} und %Ln weiteren Video entnehmen</numerusform>
            <numerusform>Einzelbilder aus {0} und %Ln weiteren Videos entnehmen</numerusform>
        </translation>
    </message>
    <message>
        <source>Its length isn&apos;t known; {0} × {1} pixels.</source>
        <translation>Länge unbekannt; {0} × {1} Pixel.</translation>
    </message>
    <message>
        <source>{0} long, {1} × {2} pixels, {3} frames per second.</source>
        <translation>{0} lang, {1} × {2} Pixel, {3} Bilder pro Sekunde.</translation>
    </message>
    <message>
        <source>Add frames</source>
        <translation>Hinzufügen</translation>
    </message>
    <message numerus="yes">
        <source>Add %Ln frames</source>
        <translation>
            <numerusform>%Ln Einzelbild hinzufügen</numerusform>
            <numerusform>%Ln Einzelbilder hinzufügen</numerusform>
        </translation>
    </message>
    <message>
        <source>There are no frames between these moments.</source>
        <translation>Zwischen diesen Zeitpunkten liegen keine Einzelbilder.</translation>
    </message>
    <message>
        <source>Fewer, if some hardly differ.</source>
        <translation>Weniger, wenn sich manche kaum unterscheiden.</translation>
    </message>
</context>
<context>
    <name>WhyBar</name>
    <message>
        <source>Why this class</source>
        <translation>Warum diese Klasse</translation>
    </message>
    <message>
        <source>And not that class</source>
        <translation>Und nicht jene Klasse</translation>
    </message>
    <message>
        <source>Swap the two classes</source>
        <translation>Die zwei Klassen tauschen</translation>
    </message>
    <message>
        <source>not</source>
        <translation>nicht</translation>
    </message>
</context>
<context>
    <name>_CommandDelegate</name>
    <message>
        <source>Recently used</source>
        <translation>Zuletzt verwendet</translation>
    </message>
</context>
<context>
    <name>_DropHint</name>
    <message>
        <source>Drop a folder here: each sub-folder becomes a class.</source>
        <translation>Ordner hier ablegen: Jeder Unterordner wird eine Klasse.</translation>
    </message>
</context>
<context>
    <name>_Figures</name>
    <message numerus="yes">
        <source>%Ln photos</source>
        <translation>
            <numerusform>%Ln Foto</numerusform>
            <numerusform>%Ln Fotos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln examples</source>
        <translation>
            <numerusform>%Ln Beispiel</numerusform>
            <numerusform>%Ln Beispiele</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln classes</source>
        <translation>
            <numerusform>%Ln Klasse</numerusform>
            <numerusform>%Ln Klassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a photo to “{0}”.</source>
        <translation>Fügen Sie „{0}“ ein Foto hinzu.</translation>
    </message>
    <message numerus="yes">
        <source>Add a photo to %Ln more classes.</source>
        <translation>
            <numerusform>Fügen Sie %Ln weiteren Klasse ein Foto hinzu.</numerusform>
            <numerusform>Fügen Sie %Ln weiteren Klassen je ein Foto hinzu.</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a second example to each class: the accuracy can then be told.</source>
        <translation>Fügen Sie jeder Klasse ein zweites Beispiel hinzu: Dann lässt sich die Genauigkeit bestimmen.</translation>
    </message>
    <message>
        <source>Five examples per class make guesses much surer.</source>
        <translation>Fünf Beispiele je Klasse machen Vorschläge viel sicherer.</translation>
    </message>
</context>
<context>
    <name>_ProjectWords</name>
    <message numerus="yes">
        <source>Added %Ln photos.</source>
        <translation>
            <numerusform>%Ln Foto hinzugefügt.</numerusform>
            <numerusform>%Ln Fotos hinzugefügt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was added.</source>
        <translation>Nichts wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>Of photos with more than 8 bits the grey values {0} to {1} are shown.</source>
        <translation>Von Fotos mit mehr als 8 Bit werden die Grauwerte {0} bis {1} gezeigt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them look nearly like another photo.</source>
        <translation>
            <numerusform>%Ln davon sieht fast wie ein anderes Foto aus.</numerusform>
            <numerusform>%Ln davon sehen fast wie ein anderes Foto aus.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln photos were in the project already.</source>
        <translation>
            <numerusform>%Ln Foto war schon im Projekt.</numerusform>
            <numerusform>%Ln Fotos waren schon im Projekt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln files could not be read.</source>
        <translation>
            <numerusform>%Ln Datei konnte nicht gelesen werden.</numerusform>
            <numerusform>%Ln Dateien konnten nicht gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Show list</source>
        <translation>Liste zeigen</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new photos from {0}.</source>
        <translation>
            <numerusform>%Ln neues Foto aus {0}.</numerusform>
            <numerusform>%Ln neue Fotos aus {0}.</numerusform>
        </translation>
    </message>
    <message>
        <source>Photos come from the watched folder {0} again.</source>
        <translation>Aus dem überwachten Ordner {0} kommen wieder Fotos.</translation>
    </message>
    <message>
        <source>No photos come from the watched folder {0}. {1} It is tried again.</source>
        <translation>Aus dem überwachten Ordner {0} kommen keine Fotos. {1} Es wird wieder versucht.</translation>
    </message>
    <message numerus="yes">
        <source>Wrote the audit trail, %Ln lines, to {0}.</source>
        <translation>
            <numerusform>Prüfprotokoll mit %Ln Zeile geschrieben: {0}</numerusform>
            <numerusform>Prüfprotokoll mit %Ln Zeilen geschrieben: {0}</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>_VersionDelegate</name>
    <message>
        <source>on held-out examples</source>
        <translation>auf zurückgehaltenen Beispielen</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Verwendung</translation>
    </message>
</context>
<context>
    <name>_VersionWords</name>
    <message>
        <source>{0}, as it comes with SiamDesk</source>
        <translation>{0}, wie mit SiamDesk geliefert</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation>d. MMM yyyy, HH:mm</translation>
    </message>
    <message>
        <source>Accuracy on held-out examples {0} before fine-tuning, {1} after</source>
        <translation>Genauigkeit auf zurückgehaltenen Beispielen {0} vor der Feinabstimmung, {1} danach</translation>
    </message>
    <message>
        <source>Pretrained encoder</source>
        <translation>Vortrainierter Encoder</translation>
    </message>
    <message>
        <source>Version {0}</source>
        <translation>Version {0}</translation>
    </message>
    <message>
        <source>Its files are missing</source>
        <translation>Die Dateien fehlen</translation>
    </message>
    <message>
        <source>Its files are damaged</source>
        <translation>Die Dateien sind beschädigt</translation>
    </message>
    <message>
        <source>{0}, in use</source>
        <translation>{0}, in Verwendung</translation>
    </message>
</context>
<context>
    <name>additions</name>
    <message>
        <source>This project uses photos where they lie, and a picture that is no file lies nowhere. Save it as a file and add that.</source>
        <translation>Dieses Projekt verwendet Fotos dort, wo sie liegen, und ein Bild, das keine Datei ist, liegt nirgends. Speichern Sie es als Datei und fügen Sie diese hinzu.</translation>
    </message>
    <message>
        <source>{0} could not be written. Free some disk space.</source>
        <translation>{0} konnte nicht geschrieben werden. Schaffen Sie Platz auf dem Datenträger.</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>the file is missing: it was moved, renamed or deleted. Put it back, or remove the photo from the project.</source>
        <translation>Die Datei fehlt: Sie wurde verschoben, umbenannt oder gelöscht. Legen Sie sie zurück, oder entfernen Sie das Foto aus dem Projekt.</translation>
    </message>
    <message>
        <source>SiamDesk may not read it. Change its permissions, or copy it elsewhere.</source>
        <translation>SiamDesk darf sie nicht lesen. Ändern Sie ihre Rechte, oder kopieren Sie sie an einen anderen Ort.</translation>
    </message>
    <message>
        <source>it is a folder, not a photo. Add the photos inside it.</source>
        <translation>Das ist ein Ordner, kein Foto. Fügen Sie die Fotos darin hinzu.</translation>
    </message>
    <message>
        <source>it is a link that leads back to itself. Add the photo that it should lead to.</source>
        <translation>Das ist eine Verknüpfung, die auf sich selbst verweist. Fügen Sie das Foto hinzu, auf das sie verweisen soll.</translation>
    </message>
    <message>
        <source>its name is too long for this system. Give it a shorter name.</source>
        <translation>Der Name ist für dieses System zu lang. Geben Sie einen kürzeren.</translation>
    </message>
    <message>
        <source>the file has {many} GB; SiamDesk opens photos of up to {n} GB. Save it smaller.</source>
        <translation>Die Datei hat {many} GB; SiamDesk öffnet Fotos bis {n} GB. Speichern Sie sie kleiner.</translation>
    </message>
    <message>
        <source>this is no valid file name.</source>
        <translation>Das ist kein gültiger Dateiname.</translation>
    </message>
    <message>
        <source>it could not be read ({detail}). Check the disk or network drive.</source>
        <translation>Die Datei konnte nicht gelesen werden ({detail}). Prüfen Sie den Datenträger oder das Netzlaufwerk.</translation>
    </message>
    <message>
        <source>it is not a regular file. Add a photo.</source>
        <translation>Das ist keine gewöhnliche Datei. Fügen Sie ein Foto hinzu.</translation>
    </message>
    <message>
        <source>there is not enough memory for its {size}. Close other programs.</source>
        <translation>Der Speicher reicht nicht für {size}. Schließen Sie andere Programme.</translation>
    </message>
    <message>
        <source>{n} × {m} pixels ({k} megapixels)</source>
        <translation>{n} × {m} Pixel ({k} Megapixel)</translation>
    </message>
    <message>
        <source>the file is empty. Copy it from the camera again.</source>
        <translation>Die Datei ist leer. Kopieren Sie sie noch einmal von der Kamera.</translation>
    </message>
    <message>
        <source>it is a {kind}. Export it as JPEG, PNG or TIFF and add that file.</source>
        <translation>Das ist: {kind}. Exportieren Sie es als JPEG, PNG oder TIFF und fügen Sie diese Datei hinzu.</translation>
    </message>
    <message>
        <source>AVIF photo</source>
        <translation>ein AVIF-Foto</translation>
    </message>
    <message>
        <source>HEIC photo</source>
        <translation>ein HEIC-Foto</translation>
    </message>
    <message>
        <source>GIF animation</source>
        <translation>eine GIF-Animation</translation>
    </message>
    <message>
        <source>PDF document</source>
        <translation>ein PDF-Dokument</translation>
    </message>
    <message>
        <source>JPEG XL photo</source>
        <translation>ein JPEG-XL-Foto</translation>
    </message>
    <message>
        <source>JPEG 2000 photo</source>
        <translation>ein JPEG-2000-Foto</translation>
    </message>
    <message>
        <source>OpenEXR picture</source>
        <translation>ein OpenEXR-Bild</translation>
    </message>
    <message>
        <source>Photoshop document</source>
        <translation>ein Photoshop-Dokument</translation>
    </message>
    <message>
        <source>ZIP archive or office document</source>
        <translation>ein ZIP-Archiv oder Office-Dokument</translation>
    </message>
    <message>
        <source>it is a TIFF of a kind that SiamDesk can&apos;t read, or damaged. Save it again with 8 or 16 bits per channel.</source>
        <translation>Das ist ein TIFF, dessen Art SiamDesk nicht lesen kann, oder es ist beschädigt. Speichern Sie es neu mit 8 oder 16 Bit je Kanal.</translation>
    </message>
    <message>
        <source>it begins like a {format} file but is damaged. Copy it from the camera again.</source>
        <translation>Die Datei beginnt wie {format}, ist aber beschädigt. Kopieren Sie sie noch einmal von der Kamera.</translation>
    </message>
    <message>
        <source>it is not a photo that SiamDesk knows. Use JPEG, PNG, BMP, TIFF or WebP.</source>
        <translation>Das ist kein Foto, das SiamDesk kennt. Verwenden Sie JPEG, PNG, BMP, TIFF oder WebP.</translation>
    </message>
    <message>
        <source>it has {size}; SiamDesk opens up to {n} megapixels. Crop it or save it smaller.</source>
        <translation>Das Foto hat {size}; SiamDesk öffnet bis zu {n} Megapixel. Schneiden Sie es zu, oder speichern Sie es kleiner.</translation>
    </message>
    <message>
        <source>its {n} bytes would unpack to {size}, more than {m} times as much; no photo does. It was left out for safety: if you trust it, save it smaller.</source>
        <translation>Die {n} Bytes würden zu {size} entpackt, mehr als dem {m}-Fachen; kein Foto tut das. Die Datei wurde zur Sicherheit ausgelassen. Wenn Sie ihr vertrauen, speichern Sie sie kleiner.</translation>
    </message>
    <message>
        <source>the file is cut off: its end is missing. Copy it from the camera again.</source>
        <translation>Die Datei ist abgeschnitten: Ihr Ende fehlt. Kopieren Sie sie noch einmal von der Kamera.</translation>
    </message>
    <message>
        <source>the file is damaged ({detail}). Copy it again.</source>
        <translation>Die Datei ist beschädigt ({detail}). Kopieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>it holds {kind}, not colours. Save it with 8 or 16 bits per channel.</source>
        <translation>Die Datei enthält {kind}, keine Farben. Speichern Sie sie mit 8 oder 16 Bit je Kanal.</translation>
    </message>
    <message>
        <source>it could not be drawn.</source>
        <translation>Das Foto konnte nicht gezeichnet werden.</translation>
    </message>
    <message>
        <source>floating-point numbers</source>
        <translation>Gleitkommazahlen</translation>
    </message>
    <message>
        <source>32-bit or signed numbers</source>
        <translation>32-Bit-Zahlen oder Zahlen mit Vorzeichen</translation>
    </message>
    <message>
        <source>its colours are CIELAB values. Save it with RGB colours.</source>
        <translation>Die Farben sind CIELAB-Werte. Speichern Sie das Foto mit RGB-Farben.</translation>
    </message>
    <message>
        <source>its 16-bit colours are stored in a way that SiamDesk can&apos;t read. Save it anew.</source>
        <translation>Die 16-Bit-Farben sind auf eine Art gespeichert, die SiamDesk nicht lesen kann. Speichern Sie das Foto neu.</translation>
    </message>
    <message>
        <source>it is a HEIC photo, which takes an extra to read: install siamdesk[heic], or export the photo as JPEG and add that file.</source>
        <translation>Das ist ein HEIC-Foto, das zum Lesen eine Erweiterung braucht: Installieren Sie siamdesk[heic], oder exportieren Sie das Foto als JPEG und fügen Sie diese Datei hinzu.</translation>
    </message>
    <message>
        <source>it is a DICOM file, which takes an extra to read: install siamdesk[dicom], or export the picture as 16-bit TIFF or PNG and add that file.</source>
        <translation>Das ist eine DICOM-Datei, die zum Lesen eine Erweiterung braucht: Installieren Sie siamdesk[dicom], oder exportieren Sie das Bild als TIFF oder PNG mit 16 Bit und fügen Sie diese Datei hinzu.</translation>
    </message>
    <message>
        <source>it holds {n} pictures. Export the one that counts as a file of its own and add that.</source>
        <translation>Die Datei enthält {n} Bilder. Exportieren Sie das maßgebliche als eigene Datei und fügen Sie diese hinzu.</translation>
    </message>
    <message>
        <source>its pixels are of a kind that SiamDesk can&apos;t show. Export the picture as 16-bit TIFF or PNG and add that file.</source>
        <translation>Die Pixel sind von einer Art, die SiamDesk nicht zeigen kann. Exportieren Sie das Bild als TIFF oder PNG mit 16 Bit und fügen Sie diese Datei hinzu.</translation>
    </message>
    <message>
        <source>its pixels are compressed as {kind}, which SiamDesk can&apos;t unpack. Export it uncompressed, or as 16-bit TIFF or PNG.</source>
        <translation>Die Pixel sind als {kind} komprimiert, was SiamDesk nicht entpacken kann. Exportieren Sie das Bild unkomprimiert oder als TIFF oder PNG mit 16 Bit.</translation>
    </message>
    <message>
        <source>it begins like a DICOM file but is damaged. Export it again.</source>
        <translation>Die Datei beginnt wie DICOM, ist aber beschädigt. Exportieren Sie sie neu.</translation>
    </message>
    <message>
        <source>there are no photos in this archive.</source>
        <translation>In diesem Archiv sind keine Fotos.</translation>
    </message>
    <message>
        <source>Unpacking {archive}: {name}</source>
        <translation>{archive} wird entpackt: {name}</translation>
    </message>
    <message>
        <source>it is too large for a photo.</source>
        <translation>Die Datei ist zu groß für ein Foto.</translation>
    </message>
    <message>
        <source>there is no room on the disk to unpack the rest of it. Free some space.</source>
        <translation>Auf dem Datenträger ist kein Platz, um den Rest zu entpacken. Schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>it is protected with a password. Unpack it yourself and add the folder.</source>
        <translation>Das Archiv ist mit einem Kennwort geschützt. Entpacken Sie es selbst und fügen Sie den Ordner hinzu.</translation>
    </message>
    <message>
        <source>it is packed in a way that SiamDesk doesn&apos;t know. Unpack it and add the folder.</source>
        <translation>Das Archiv ist auf eine Art gepackt, die SiamDesk nicht kennt. Entpacken Sie es und fügen Sie den Ordner hinzu.</translation>
    </message>
    <message>
        <source>it could not be unpacked ({detail}). Check the disk.</source>
        <translation>Die Datei konnte nicht entpackt werden ({detail}). Prüfen Sie den Datenträger.</translation>
    </message>
    <message>
        <source>it is damaged and can&apos;t be unpacked. Copy it again.</source>
        <translation>Die Datei ist beschädigt und lässt sich nicht entpacken. Kopieren Sie sie noch einmal.</translation>
    </message>
    <message>
        <source>Taking frames of {name}</source>
        <translation>Einzelbilder aus {name} werden entnommen</translation>
    </message>
    <message>
        <source>there is no room on the disk for the rest of its frames. Free some space.</source>
        <translation>Auf dem Datenträger ist kein Platz für die übrigen Einzelbilder. Schaffen Sie Platz.</translation>
    </message>
    <message>
        <source>the video is damaged or cut off: its end is missing. The frames before that were taken.</source>
        <translation>Das Video ist beschädigt oder abgeschnitten: Sein Ende fehlt. Die Einzelbilder davor wurden entnommen.</translation>
    </message>
    <message>
        <source>there are no frames between start and end. Choose other times.</source>
        <translation>Zwischen Anfang und Ende liegen keine Einzelbilder. Wählen Sie andere Zeiten.</translation>
    </message>
    <message>
        <source>it is not a video that SiamDesk knows, or can&apos;t be read.</source>
        <translation>Das ist kein Video, das SiamDesk kennt, oder es ist nicht lesbar.</translation>
    </message>
    <message>
        <source>the video is damaged or of a kind that SiamDesk can&apos;t read. Save it as MP4.</source>
        <translation>Das Video ist beschädigt oder von einer Art, die SiamDesk nicht lesen kann. Speichern Sie es als MP4.</translation>
    </message>
    <message>
        <source>its frames have {n} × {m} pixels.</source>
        <translation>Die Einzelbilder haben {n} × {m} Pixel.</translation>
    </message>
    <message>
        <source>this project uses photos where they lie, and a frame of a video lies nowhere. Save the frames as photos and add those.</source>
        <translation>Dieses Projekt verwendet Fotos dort, wo sie liegen, und ein Einzelbild eines Videos liegt nirgends. Speichern Sie die Einzelbilder als Fotos und fügen Sie diese hinzu.</translation>
    </message>
    <message>
        <source>Adding photo {n} of {m}: {name}</source>
        <translation>Foto {n} von {m} wird hinzugefügt: {name}</translation>
    </message>
    <message>
        <source>it was just removed from the project elsewhere. Add it again.</source>
        <translation>Das Foto wurde eben anderswo aus dem Projekt entfernt. Fügen Sie es wieder hinzu.</translation>
    </message>
    <message>
        <source>the same photo is already in the inbox, as &apos;{photo}&apos;.</source>
        <translation>Dasselbe Foto ist schon im Eingang, als „{photo}“.</translation>
    </message>
    <message>
        <source>the same photo is already an example of &apos;{name}&apos;, as &apos;{photo}&apos;.</source>
        <translation>Dasselbe Foto ist schon ein Beispiel von „{name}“, als „{photo}“.</translation>
    </message>
    <message>
        <source>Set its class to &apos;{name}&apos; there.</source>
        <translation>Geben Sie ihm dort die Klasse „{name}“.</translation>
    </message>
    <message>
        <source>It was not added to &apos;{name}&apos;: correct its class if that is the right one.</source>
        <translation>Es wurde nicht zu „{name}“ hinzugefügt: Korrigieren Sie seine Klasse, wenn diese die richtige ist.</translation>
    </message>
    <message>
        <source>Its copy in the project was lost and has been restored.</source>
        <translation>Seine Kopie im Projekt war verloren und ist wiederhergestellt.</translation>
    </message>
    <message>
        <source>this project uses photos where they lie, and an archive is no such place. Unpack it into a folder and add that.</source>
        <translation>Dieses Projekt verwendet Fotos dort, wo sie liegen, und ein Archiv ist kein solcher Ort. Entpacken Sie es in einen Ordner und fügen Sie diesen hinzu.</translation>
    </message>
    <message>
        <source>there are no photos here. Nothing was added.</source>
        <translation>Hier sind keine Fotos. Nichts wurde hinzugefügt.</translation>
    </message>
    <message>
        <source>{camera} gives no more pictures. Check its cable or network, then choose it again.</source>
        <translation>{camera} liefert keine Bilder mehr. Prüfen Sie Kabel oder Netz und wählen Sie die Kamera dann neu.</translation>
    </message>
    <message>
        <source>{camera} does not answer. Check the address and the network, then try again.</source>
        <translation>{camera} antwortet nicht. Prüfen Sie Adresse und Netz und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>{camera} is not there any more. Plug it in, then look for cameras again.</source>
        <translation>{camera} ist nicht mehr da. Stecken Sie die Kamera an und suchen Sie dann erneut.</translation>
    </message>
    <message>
        <source>SiamDesk may not use {camera}: the system refuses access to {path}. Have your account added to the group “video”, then sign in again.</source>
        <translation>SiamDesk darf {camera} nicht benutzen: Das System verweigert den Zugriff auf {path}. Lassen Sie Ihr Konto in die Gruppe „video“ aufnehmen und melden Sie sich dann neu an.</translation>
    </message>
    <message>
        <source>{camera} is busy: another program uses it. Close that program, then try again.</source>
        <translation>{camera} ist belegt: Ein anderes Programm benutzt die Kamera. Schließen Sie es und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>{camera} can&apos;t be used: another program uses it, or the system&apos;s privacy settings refuse access. Close that program or allow access, then try again.</source>
        <translation>{camera} kann nicht benutzt werden: Ein anderes Programm benutzt die Kamera, oder die Datenschutzeinstellungen des Systems verweigern den Zugriff. Schließen Sie das Programm oder erlauben Sie den Zugriff und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>A class needs a name. Type at least one letter or digit.</source>
        <translation>Eine Klasse braucht einen Namen. Tippen Sie mindestens einen Buchstaben oder eine Ziffer ein.</translation>
    </message>
    <message>
        <source>The class name &apos;{name}…&apos; has {n} characters; at most {m} fit. Shorten it.</source>
        <translation>Der Klassenname „{name}…“ hat {n} Zeichen; höchstens {m} passen. Kürzen Sie ihn.</translation>
    </message>
    <message>
        <source>The class name &apos;{name}…&apos; takes {n} bytes; folders that are named after classes have room for {m}. Shorten it to {k} of its {all} characters.</source>
        <translation>Der Klassenname „{name}…“ braucht {n} Bytes; Ordner, die nach Klassen heißen, haben Platz für {m}. Kürzen Sie ihn auf {k} seiner {all} Zeichen.</translation>
    </message>
    <message>
        <source>A class can&apos;t be called &apos;{name}&apos;: folders use that name.</source>
        <translation>Eine Klasse kann nicht „{name}“ heißen: Ordner verwenden diesen Namen.</translation>
    </message>
    <message>
        <source>The class name &apos;{name}&apos; contains a slash (/), which can&apos;t be part of a folder&apos;s name. Use a hyphen instead.</source>
        <translation>Der Klassenname „{name}“ enthält einen Schrägstrich (/), der in Ordnernamen nicht vorkommen kann. Verwenden Sie einen Bindestrich.</translation>
    </message>
    <message>
        <source>The class name &apos;{name}&apos; contains a backslash (\), which can&apos;t be part of a folder&apos;s name. Use a hyphen instead.</source>
        <translation>Der Klassenname „{name}“ enthält einen umgekehrten Schrägstrich (\), der in Ordnernamen nicht vorkommen kann. Verwenden Sie einen Bindestrich.</translation>
    </message>
    <message>
        <source>The class name &apos;{name}&apos; contains an invisible control character ({code}). Type the name again without it.</source>
        <translation>Der Klassenname „{name}“ enthält ein unsichtbares Steuerzeichen ({code}). Tippen Sie den Namen ohne es neu ein.</translation>
    </message>
    <message>
        <source>There is no class &apos;{name}&apos;. Add it first, or check its spelling.</source>
        <translation>Es gibt keine Klasse „{name}“. Legen Sie sie zuerst an, oder prüfen Sie die Schreibweise.</translation>
    </message>
    <message>
        <source>This class is not in the project any more. Choose another one.</source>
        <translation>Diese Klasse ist nicht mehr im Projekt. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>There is already a class &apos;{name}&apos;. Names must differ in more than capitals: choose another one.</source>
        <translation>Es gibt schon eine Klasse „{name}“. Namen müssen sich in mehr als Großbuchstaben unterscheiden: Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>A class can&apos;t be merged into itself. Choose another one.</source>
        <translation>Eine Klasse lässt sich nicht mit sich selbst zusammenführen. Wählen Sie eine andere.</translation>
    </message>
    <message>
        <source>&apos;{colour}&apos; is no colour. Write it as #rrggbb, for example #0072b2.</source>
        <translation>„{colour}“ ist keine Farbe. Schreiben Sie sie als #rrggbb, zum Beispiel #0072b2.</translation>
    </message>
    <message>
        <source>The note &apos;{note}…&apos; has {n} characters; at most {m} fit. Shorten it.</source>
        <translation>Die Notiz „{note}…“ hat {n} Zeichen; höchstens {m} passen. Kürzen Sie sie.</translation>
    </message>
    <message>
        <source>The group name &apos;{group}…&apos; has {n} characters; at most {m} fit. Shorten it.</source>
        <translation>Der Gruppenname „{group}…“ hat {n} Zeichen; höchstens {m} passen. Kürzen Sie ihn.</translation>
    </message>
    <message>
        <source>This point of the history can&apos;t be reached any more: something was done after it had been undone. Choose another one.</source>
        <translation>Dieser Punkt des Verlaufs ist nicht mehr erreichbar: Nachdem er rückgängig gemacht war, wurde etwas anderes getan. Wählen Sie einen anderen.</translation>
    </message>
    <message>
        <source>{n} of {m} photos are not in the project any more. Nothing was changed.</source>
        <translation>{n} von {m} Fotos sind nicht mehr im Projekt. Nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Model version {n} is in use. Use another version first, then delete it.</source>
        <translation>Modellversion {n} ist in Verwendung. Verwenden Sie erst eine andere, dann löschen Sie diese.</translation>
    </message>
    <message>
        <source>There is no model version {n} in this project. Known: {versions}.</source>
        <translation>In diesem Projekt gibt es keine Modellversion {n}. Bekannt: {versions}.</translation>
    </message>
    <message>
        <source>Select photos that are to become the class &apos;{name}&apos;.</source>
        <translation>Wählen Sie Fotos aus, die zur Klasse „{name}“ werden sollen.</translation>
    </message>
    <message>
        <source>{folder} is not below {parent}, where tuned encoders belong.</source>
        <translation>{folder} liegt nicht unter {parent}, wohin feinabgestimmte Encoder gehören.</translation>
    </message>
    <message>
        <source>the disk is full. Free some space and try again; nothing was changed.</source>
        <translation>Der Datenträger ist voll. Schaffen Sie Platz und versuchen Sie es noch einmal; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>it may not be written to. Check its permissions, or copy the project to a folder of your own; nothing was changed.</source>
        <translation>Dorthin darf nicht geschrieben werden. Prüfen Sie die Rechte, oder kopieren Sie das Projekt in einen eigenen Ordner; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>SiamDesk may not read or change it. Check its permissions, or copy it to a folder of your own; nothing was changed.</source>
        <translation>SiamDesk darf es nicht lesen oder ändern. Prüfen Sie die Rechte, oder kopieren Sie es in einen eigenen Ordner; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>its database can&apos;t be opened. Check that the disk or network drive is there and that you may write to it.</source>
        <translation>Die Datenbank lässt sich nicht öffnen. Prüfen Sie, ob der Datenträger oder das Netzlaufwerk da ist und ob Sie darauf schreiben dürfen.</translation>
    </message>
    <message>
        <source>the disk failed while reading or writing. Check the disk or network drive and try again; nothing was changed.</source>
        <translation>Der Datenträger hat beim Lesen oder Schreiben versagt. Prüfen Sie Datenträger oder Netzlaufwerk und versuchen Sie es noch einmal; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>another program is writing to it just now. Close other windows of this project and try again; nothing was changed.</source>
        <translation>Ein anderes Programm schreibt gerade hinein. Schließen Sie andere Fenster dieses Projekts und versuchen Sie es noch einmal; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>your share of the disk is used up. Free some space; nothing was changed.</source>
        <translation>Ihr Anteil am Datenträger ist aufgebraucht. Schaffen Sie Platz; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>its name is too long for this system. Choose a shorter one.</source>
        <translation>Der Name ist für dieses System zu lang. Wählen Sie einen kürzeren.</translation>
    </message>
    <message>
        <source>it is a link that leads back to itself. Choose the folder it should lead to.</source>
        <translation>Das ist eine Verknüpfung, die auf sich selbst verweist. Wählen Sie den Ordner, auf den sie verweisen soll.</translation>
    </message>
    <message>
        <source>the disk refused ({detail}). Check the disk or network drive.</source>
        <translation>Der Datenträger verweigert den Zugriff ({detail}). Prüfen Sie Datenträger oder Netzlaufwerk.</translation>
    </message>
    <message>
        <source>its database project.db is damaged. Restore it from a backup; the photos themselves lie unharmed in its folder &apos;images&apos;.</source>
        <translation>Die Datenbank project.db ist beschädigt. Stellen Sie sie aus einer Sicherung wieder her; die Fotos selbst liegen unversehrt im Ordner „images“.</translation>
    </message>
    <message>
        <source>the database reports: {detail}. Close the project and try again.</source>
        <translation>Die Datenbank meldet: {detail}. Schließen Sie das Projekt und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>its database project.db is empty.</source>
        <translation>Die Datenbank project.db ist leer.</translation>
    </message>
    <message>
        <source>its database project.db is gone.</source>
        <translation>Die Datenbank project.db ist weg.</translation>
    </message>
    <message>
        <source>The photos in its folder &apos;images&apos; are unharmed. {advice}.</source>
        <translation>Die Fotos im Ordner „images“ sind unversehrt. {advice}.</translation>
    </message>
    <message>
        <source>Put a backup of project.db there.</source>
        <translation>Legen Sie eine Sicherung von project.db dorthin.</translation>
    </message>
    <message>
        <source>Put a backup of project.db there</source>
        <translation>Legen Sie eine Sicherung von project.db dorthin</translation>
    </message>
    <message>
        <source>Put a backup of project.db there, or a copy of {backup}, which was made before an update, under that name.</source>
        <translation>Legen Sie eine Sicherung von project.db dorthin, oder unter diesem Namen eine Kopie von {backup}, die vor einer Aktualisierung entstand.</translation>
    </message>
    <message>
        <source>Put a backup of project.db there, or a copy of {backup}, which was made before an update, under that name</source>
        <translation>Legen Sie eine Sicherung von project.db dorthin, oder unter diesem Namen eine Kopie von {backup}, die vor einer Aktualisierung entstand</translation>
    </message>
    <message>
        <source>{path} exists already. Choose another name, or open it.</source>
        <translation>{path} gibt es schon. Wählen Sie einen anderen Namen, oder öffnen Sie es.</translation>
    </message>
    <message>
        <source>{path} is open for reading only; nothing was changed.</source>
        <translation>{path} ist nur zum Lesen geöffnet; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>There is no project at {path}. Check the name, or make one with: {command}</source>
        <translation>Unter {path} gibt es kein Projekt. Prüfen Sie den Namen, oder legen Sie eines an mit: {command}</translation>
    </message>
    <message>
        <source>{path} is not a SiamDesk project: its project.db is empty. Choose a folder whose name ends in .siam.</source>
        <translation>{path} ist kein SiamDesk-Projekt: project.db ist leer. Wählen Sie einen Ordner, dessen Name auf .siam endet.</translation>
    </message>
    <message>
        <source>{path} is not a SiamDesk project: it has no project.db. Choose a folder whose name ends in .siam.</source>
        <translation>{path} ist kein SiamDesk-Projekt: project.db fehlt. Wählen Sie einen Ordner, dessen Name auf .siam endet.</translation>
    </message>
    <message>
        <source>{path} is not a SiamDesk project: its project.db belongs to another program. Choose a folder whose name ends in .siam.</source>
        <translation>{path} ist kein SiamDesk-Projekt: project.db gehört zu einem anderen Programm. Wählen Sie einen Ordner, dessen Name auf .siam endet.</translation>
    </message>
    <message>
        <source>{path} was written by an older SiamDesk. Open it once with write access, so that it can be brought up to date.</source>
        <translation>{path} stammt von einem älteren SiamDesk. Öffnen Sie es einmal mit Schreibrechten, damit es aktualisiert werden kann.</translation>
    </message>
    <message>
        <source>{path} was written by a newer SiamDesk (project format {n}; this one knows formats up to {m}). Install the newest SiamDesk to open it; nothing was changed.</source>
        <translation>{path} stammt von einem neueren SiamDesk (Projektformat {n}; dieses kennt Formate bis {m}). Installieren Sie das neueste SiamDesk, um es zu öffnen; nichts wurde geändert.</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Loading the encoder</source>
        <translation>Encoder wird geladen</translation>
    </message>
    <message>
        <source>Looking at photos</source>
        <translation>Fotos werden angesehen</translation>
    </message>
    <message>
        <source>Learning needs examples of at least two classes. Add a photo to another class.</source>
        <translation>Zum Lernen braucht es Beispiele von mindestens zwei Klassen. Fügen Sie einer weiteren Klasse ein Foto hinzu.</translation>
    </message>
    <message>
        <source>Nothing has been learnt yet.</source>
        <translation>Noch wurde nichts gelernt.</translation>
    </message>
    <message>
        <source>Add examples of at least two classes first.</source>
        <translation>Fügen Sie zuerst Beispiele von mindestens zwei Klassen hinzu.</translation>
    </message>
    <message>
        <source>Both classes need an example before they can be compared.</source>
        <translation>Beide Klassen brauchen ein Beispiel, bevor sie verglichen werden können.</translation>
    </message>
    <message>
        <source>The photo is no longer in the project.</source>
        <translation>Das Foto ist nicht mehr im Projekt.</translation>
    </message>
    <message>
        <source>No project is open.</source>
        <translation>Kein Projekt ist geöffnet.</translation>
    </message>
    <message>
        <source>Something went wrong inside SiamDesk: {detail}</source>
        <translation>In SiamDesk ist etwas schiefgegangen: {detail}</translation>
    </message>
    <message>
        <source>The worker process ended unexpectedly.</source>
        <translation>Der Hintergrundprozess ist unerwartet abgebrochen.</translation>
    </message>
    <message>
        <source>The worker process ended unexpectedly (exit status {status}).</source>
        <translation>Der Hintergrundprozess ist unerwartet abgebrochen (Status {status}).</translation>
    </message>
    <message>
        <source>Your photos and classes are safe.</source>
        <translation>Ihre Fotos und Klassen sind sicher.</translation>
    </message>
    <message>
        <source>The worker can&apos;t be reached: {detail}</source>
        <translation>Der Hintergrundprozess ist nicht erreichbar: {detail}</translation>
    </message>
    <message>
        <source>Temporary files can&apos;t be kept in {folder} ({detail}). Free some space there and try again.</source>
        <translation>In {folder} lassen sich keine temporären Dateien ablegen ({detail}). Schaffen Sie dort Platz und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Add a second example to every class: only then can the accuracy be told.</source>
        <translation>Fügen Sie jeder Klasse ein zweites Beispiel hinzu: Erst dann lässt sich die Genauigkeit bestimmen.</translation>
    </message>
    <message>
        <source>Add another example to {names}: too few to judge by.</source>
        <translation>Fügen Sie noch ein Beispiel hinzu zu {names}: zu wenige zum Beurteilen.</translation>
    </message>
    <message>
        <source>Five examples per class make the guesses much better.</source>
        <translation>Fünf Beispiele je Klasse machen die Vorschläge viel besser.</translation>
    </message>
    <message>
        <source>Add at least two classes to start learning.</source>
        <translation>Legen Sie mindestens zwei Klassen an, damit das Lernen beginnt.</translation>
    </message>
    <message>
        <source>Add an example that can be read to {names} to start learning.</source>
        <translation>Fügen Sie ein lesbares Beispiel hinzu zu {names}, damit das Lernen beginnt.</translation>
    </message>
    <message>
        <source>{list} and {n} more</source>
        <translation>{list} und {n} weiteren</translation>
    </message>
    <message>
        <source>A class needs four examples before it can be split in two.</source>
        <translation>Eine Klasse braucht vier Beispiele, bevor sie geteilt werden kann.</translation>
    </message>
    <message>
        <source>{name} can&apos;t be read any more. Choose another photo.</source>
        <translation>{name} lässt sich nicht mehr lesen. Wählen Sie ein anderes Foto.</translation>
    </message>
    <message>
        <source>No other photo has been looked at yet. Try again in a moment.</source>
        <translation>Noch wurde kein anderes Foto angesehen. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>Comparing photos</source>
        <translation>Fotos werden verglichen</translation>
    </message>
    <message>
        <source>This needs TensorFlow and Keras, which SiamDesk Lite leaves out. Use the full SiamDesk for it; it opens the same projects.</source>
        <translation>Dafür braucht es TensorFlow und Keras, die in SiamDesk Lite fehlen. Verwenden Sie dafür das volle SiamDesk; es öffnet dieselben Projekte.</translation>
    </message>
    <message>
        <source>Arranging the map</source>
        <translation>Karte wird angeordnet</translation>
    </message>
    <message>
        <source>The OK class needs an example before anything can be called unusual. Add a photo that is as it should be.</source>
        <translation>Die OK-Klasse braucht ein Beispiel, bevor etwas ungewöhnlich genannt werden kann. Fügen Sie ein Foto hinzu, auf dem alles in Ordnung ist.</translation>
    </message>
    <message>
        <source>Looking at the examples that are OK</source>
        <translation>Beispiele der OK-Klasse werden angesehen</translation>
    </message>
    <message>
        <source>The engine does not know {name}.</source>
        <translation>Der Hintergrundprozess kennt {name} nicht.</translation>
    </message>
    <message>
        <source>The model comes from SiamDesk {version}, and here is {own}. Install the same version on all machines.</source>
        <translation>Das Modell kommt von SiamDesk {version}, und hier ist {own}. Installieren Sie auf allen Rechnern dieselbe Version.</translation>
    </message>
    <message>
        <source>The encoder {encoder} here is another one than where the model was learnt. Install the same version of SiamDesk, and convert the encoder again.</source>
        <translation>Der Encoder {encoder} ist hier ein anderer als dort, wo das Modell gelernt wurde. Installieren Sie dieselbe Version von SiamDesk und konvertieren Sie den Encoder neu.</translation>
    </message>
    <message>
        <source>{folder} could not be read ({detail}).</source>
        <translation>{folder} konnte nicht gelesen werden ({detail}).</translation>
    </message>
    <message>
        <source>The accuracy can&apos;t be told yet: give at least one class a second example.</source>
        <translation>Die Genauigkeit lässt sich noch nicht sagen: Geben Sie mindestens einer Klasse ein zweites Beispiel.</translation>
    </message>
    <message>
        <source>none of the photos could be read.</source>
        <translation>Keines der Fotos konnte gelesen werden.</translation>
    </message>
    <message>
        <source>nothing is left to judge the model on, for all its photos are examples of the project. Give photos that the project was not taught.</source>
        <translation>Nichts bleibt, woran das Modell zu beurteilen wäre, denn alle Fotos sind Beispiele des Projekts. Geben Sie Fotos, die das Projekt nicht gelernt hat.</translation>
    </message>
    <message>
        <source>the model knows no such class.</source>
        <translation>Das Modell kennt keine solche Klasse.</translation>
    </message>
    <message>
        <source>there are no photos in sub-folders named like the project&apos;s classes ({list}).</source>
        <translation>Es gibt keine Fotos in Unterordnern, die wie die Klassen des Projekts heißen ({list}).</translation>
    </message>
    <message>
        <source>Reading the test photos</source>
        <translation>Testfotos werden gelesen</translation>
    </message>
    <message>
        <source>Comparing the test photos with the examples</source>
        <translation>Testfotos werden mit den Beispielen verglichen</translation>
    </message>
    <message>
        <source>Loading Keras</source>
        <translation>Keras wird geladen</translation>
    </message>
    <message>
        <source>Preparing photos for fine-tuning</source>
        <translation>Fotos werden für die Feinabstimmung vorbereitet</translation>
    </message>
    <message>
        <source>Fine-tuning the encoder</source>
        <translation>Feinabstimmung des Encoders</translation>
    </message>
    <message>
        <source>Saving the encoder</source>
        <translation>Encoder wird gespeichert</translation>
    </message>
    <message>
        <source>Fine-tuning is switched off.</source>
        <translation>Die Feinabstimmung ist ausgeschaltet.</translation>
    </message>
    <message>
        <source>Too few examples to fine-tune the encoder.</source>
        <translation>Zu wenige Beispiele für eine Feinabstimmung des Encoders.</translation>
    </message>
    <message>
        <source>Fine-tuning was not tried: at a balanced accuracy of {n}% on left-out photos there are too few mistakes to show that it helps.</source>
        <translation>Die Feinabstimmung wurde nicht versucht: Bei einer ausgewogenen Genauigkeit von {n} % auf ausgelassenen Fotos gibt es zu wenige Fehler, um zu zeigen, dass sie hilft.</translation>
    </message>
    <message>
        <source>Fine-tuning did not clearly help: the encoder stays as it is.</source>
        <translation>Die Feinabstimmung hat nicht klar geholfen: Der Encoder bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>Fine-tuned the encoder.</source>
        <translation>Encoder feinabgestimmt.</translation>
    </message>
    <message>
        <source>The fine-tuned encoder is kept as model version {n}; the version that was chosen meanwhile stays in use.</source>
        <translation>Der feinabgestimmte Encoder bleibt als Modellversion {n} erhalten; die Version, die inzwischen gewählt wurde, bleibt in Gebrauch.</translation>
    </message>
    <message>
        <source>On photos that were left out, the right class is given a probability of {n}% (before: {m}%), and the balanced accuracy is {k}% (before: {old}%).</source>
        <translation>Auf ausgelassenen Fotos erhält die richtige Klasse eine Wahrscheinlichkeit von {n} % (vorher: {m} %), und die ausgewogene Genauigkeit ist {k} % (vorher: {old} %).</translation>
    </message>
    <message>
        <source>No class has photos of two parts (groups), so nothing would tell whether fine-tuning helps. Add photos of another part.</source>
        <translation>Keine Klasse hat Fotos von zwei Teilen (Gruppen); nichts würde zeigen, ob die Feinabstimmung hilft. Fügen Sie Fotos eines weiteren Teils hinzu.</translation>
    </message>
    <message>
        <source>{n} examples of {m} classes are too few to fine-tune the encoder. Add examples until most classes have at least three.</source>
        <translation>{n} Beispiele von {m} Klassen sind zu wenige für eine Feinabstimmung des Encoders. Fügen Sie Beispiele hinzu, bis die meisten Klassen mindestens drei haben.</translation>
    </message>
    <message>
        <source>Model version {n} can&apos;t be used: its files in {folder} are missing. Go back to another version, or fine-tune again.</source>
        <translation>Modellversion {n} ist nicht verwendbar: Ihre Dateien in {folder} fehlen. Gehen Sie zu einer anderen Version zurück, oder starten Sie die Feinabstimmung neu.</translation>
    </message>
    <message>
        <source>Model version {n} can&apos;t be used: its files in {folder} are damaged. Go back to another version, or fine-tune again.</source>
        <translation>Modellversion {n} ist nicht verwendbar: Ihre Dateien in {folder} sind beschädigt. Gehen Sie zu einer anderen Version zurück, oder starten Sie die Feinabstimmung neu.</translation>
    </message>
    <message>
        <source>The pretrained encoder is used instead.</source>
        <translation>Stattdessen wird der vortrainierte Encoder verwendet.</translation>
    </message>
    <message>
        <source>{path} is missing or damaged. Fine-tune again.</source>
        <translation>{path} fehlt oder ist beschädigt. Starten Sie die Feinabstimmung neu.</translation>
    </message>
    <message>
        <source>{path} is damaged ({detail}). Fine-tune again, or go back to an earlier model.</source>
        <translation>{path} ist beschädigt ({detail}). Starten Sie die Feinabstimmung neu, oder gehen Sie zu einem früheren Modell zurück.</translation>
    </message>
    <message>
        <source>The tuned encoder can&apos;t be written to {folder}: {detail}.</source>
        <translation>Der feinabgestimmte Encoder lässt sich nicht nach {folder} schreiben: {detail}.</translation>
    </message>
    <message>
        <source>The encoder can&apos;t be written to {folder}: {detail}. Free some space and retry.</source>
        <translation>Der Encoder lässt sich nicht nach {folder} schreiben: {detail}. Schaffen Sie Platz und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>No GPU can be used here. Choose the device auto or cpu; on Linux with an NVIDIA GPU, installing siamdesk[gpu] brings what is missing.</source>
        <translation>Hier ist keine GPU verwendbar. Wählen Sie das Gerät auto oder cpu; unter Linux mit einer NVIDIA-GPU bringt die Installation von siamdesk[gpu], was fehlt.</translation>
    </message>
    <message>
        <source>The encoder {path} can&apos;t be used on this CPU: {detail}</source>
        <translation>Der Encoder {path} ist auf dieser CPU nicht verwendbar: {detail}</translation>
    </message>
    <message>
        <source>{folder} has no record of the encoder file {name}.</source>
        <translation>{folder} kennt die Encoder-Datei {name} nicht.</translation>
    </message>
    <message>
        <source>The encoder file {path} is damaged: it is not what was shipped.</source>
        <translation>Die Encoder-Datei {path} ist beschädigt: Sie ist nicht die gelieferte.</translation>
    </message>
    <message>
        <source>The encoder file {path} can&apos;t be read: {detail}.</source>
        <translation>Die Encoder-Datei {path} ist nicht lesbar: {detail}.</translation>
    </message>
    <message>
        <source>The list of encoders {path} is damaged.</source>
        <translation>Die Liste der Encoder {path} ist beschädigt.</translation>
    </message>
    <message>
        <source>The list of encoders {path} is damaged ({detail}).</source>
        <translation>Die Liste der Encoder {path} ist beschädigt ({detail}).</translation>
    </message>
    <message>
        <source>The weights {path} are damaged ({detail}).</source>
        <translation>Die Gewichte {path} sind beschädigt ({detail}).</translation>
    </message>
    <message>
        <source>{path} says nothing of the encoder {name}.</source>
        <translation>{path} nennt den Encoder {name} nicht.</translation>
    </message>
    <message>
        <source>{path} does not name {name}.</source>
        <translation>{path} nennt {name} nicht.</translation>
    </message>
    <message>
        <source>Reinstall SiamDesk to restore it.</source>
        <translation>Installieren Sie SiamDesk neu, um dies zu beheben.</translation>
    </message>
    <message>
        <source>Restore the folder that it is in from a copy.</source>
        <translation>Stellen Sie den Ordner, in dem sie liegt, aus einer Kopie wieder her.</translation>
    </message>
    <message>
        <source>Convert the encoder again ({command} ...) to restore it.</source>
        <translation>Wandeln Sie den Encoder neu um ({command} ...), um dies zu beheben.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be written: {detail}. Free some space and retry.</source>
        <translation>{path} lässt sich nicht schreiben: {detail}. Schaffen Sie Platz und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There is nothing to export yet. Add examples of at least two classes first.</source>
        <translation>Noch gibt es nichts zu exportieren. Fügen Sie zuerst Beispiele von mindestens zwei Klassen hinzu.</translation>
    </message>
    <message>
        <source>Building the model</source>
        <translation>Modell wird gebaut</translation>
    </message>
    <message>
        <source>Saving the model</source>
        <translation>Modell wird gespeichert</translation>
    </message>
    <message>
        <source>Converting the model</source>
        <translation>Das Modell wird umgewandelt</translation>
    </message>
    <message>
        <source>Checking the model in a fresh process</source>
        <translation>Modell wird in einem eigenen Prozess geprüft</translation>
    </message>
    <message>
        <source>Checking the model</source>
        <translation>Modell wird geprüft</translation>
    </message>
    <message>
        <source>Writing the model card</source>
        <translation>Modellkarte wird geschrieben</translation>
    </message>
    <message>
        <source>Moving the model into place</source>
        <translation>Modell wird an seinen Platz gebracht</translation>
    </message>
    <message>
        <source>Exported</source>
        <translation>Exportiert</translation>
    </message>
    <message>
        <source>Checked on {n} photos: the first guess agrees on {share}%, the largest difference in probability is {difference}.</source>
        <translation>An {n} Fotos geprüft: Der erste Vorschlag stimmt bei {share} % überein, die größte Abweichung einer Wahrscheinlichkeit ist {difference}.</translation>
    </message>
    <message>
        <source>It should be {m}% at least and {difference} at most.</source>
        <translation>Es sollten mindestens {m} % und höchstens {difference} sein.</translation>
    </message>
    <message>
        <source>Look at its probabilities on photos of your own before you rely on them.</source>
        <translation>Sehen Sie sich die Wahrscheinlichkeiten an eigenen Fotos an, bevor Sie sich darauf verlassen.</translation>
    </message>
    <message>
        <source>Try it on photos of your own first, or export with float32.</source>
        <translation>Probieren Sie es zuerst an eigenen Fotos aus, oder exportieren Sie mit float32.</translation>
    </message>
    <message>
        <source>SiamDesk can&apos;t export to {format} with {precision}. Choose one of: {formats}.</source>
        <translation>SiamDesk kann nicht nach {format} mit {precision} exportieren. Wählen Sie eines davon: {formats}.</translation>
    </message>
    <message>
        <source>The exported model was not written: {name} can&apos;t express it ({detail}).</source>
        <translation>Das exportierte Modell wurde nicht geschrieben: {name} kann es nicht ausdrücken ({detail}).</translation>
    </message>
    <message>
        <source>{path} is there already and is not an earlier export. Choose another name.</source>
        <translation>{path} gibt es schon, und es ist kein früherer Export. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The exported model was not written: {path} can&apos;t be read back. Retry.</source>
        <translation>Das exportierte Modell wurde nicht geschrieben: {path} lässt sich nicht zurücklesen. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The model can&apos;t be exported: it holds numbers that are not finite. Train it again.</source>
        <translation>Das Modell lässt sich nicht exportieren: Es enthält Zahlen, die nicht endlich sind. Lassen Sie es neu lernen.</translation>
    </message>
    <message>
        <source>The model can&apos;t be exported: its {what} are {found} instead of {wanted}.</source>
        <translation>Das Modell lässt sich nicht exportieren: {what} sind {found} statt {wanted}.</translation>
    </message>
    <message>
        <source>An export needs at least one photo to check the model with. Add a photo.</source>
        <translation>Ein Export braucht mindestens ein Foto, um das Modell zu prüfen. Fügen Sie ein Foto hinzu.</translation>
    </message>
    <message>
        <source>The exported model was not written: once saved it differs by {difference} in a probability from what SiamDesk shows ({allowed} is allowed). Train again and retry.</source>
        <translation>Das exportierte Modell wurde nicht geschrieben: Gespeichert weicht es in einer Wahrscheinlichkeit um {difference} von dem ab, was SiamDesk zeigt (erlaubt ist {allowed}). Lassen Sie neu lernen und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The exported model was not written: it did not work when it was tried out ({detail}).</source>
        <translation>Das exportierte Modell wurde nicht geschrieben: Beim Ausprobieren ging es nicht ({detail}).</translation>
    </message>
    <message>
        <source>The exported model was not written: its probabilities do not sum to 1.</source>
        <translation>Das exportierte Modell wurde nicht geschrieben: Seine Wahrscheinlichkeiten ergeben zusammen nicht 1.</translation>
    </message>
    <message>
        <source>The exported model was not written: its unknown scores leave 0 to 1.</source>
        <translation>Das exportierte Modell wurde nicht geschrieben: Seine Werte für „unbekannt“ liegen nicht zwischen 0 und 1.</translation>
    </message>
    <message>
        <source>The exported model was not written: checking it took over {n} s. Close other programs and retry.</source>
        <translation>Das exportierte Modell wurde nicht geschrieben: Die Prüfung dauerte über {n} s. Schließen Sie andere Programme und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>{path} is not a folder. Choose another name for the export.</source>
        <translation>{path} ist kein Ordner. Wählen Sie einen anderen Namen für den Export.</translation>
    </message>
    <message>
        <source>{path} is not empty and not an earlier export. Choose another folder.</source>
        <translation>{path} ist nicht leer und kein früherer Export. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{path} also holds {names}, which an export would delete. Move it.</source>
        <translation>{path} enthält auch {names}; ein Export würde das löschen. Verschieben Sie es.</translation>
    </message>
    <message>
        <source>The model can&apos;t be written to {path}: {detail}.</source>
        <translation>Das Modell lässt sich nicht nach {path} schreiben: {detail}.</translation>
    </message>
    <message>
        <source>What is looked at of the photos was changed after the encoder had been fine-tuned on them, so the accuracy may look better than it is. Fine-tune again.</source>
        <translation>Was von den Fotos betrachtet wird, wurde nach der Feinabstimmung des Encoders geändert; die Genauigkeit sieht daher vielleicht besser aus, als sie ist. Stimmen Sie ihn erneut fein ab.</translation>
    </message>
    <message>
        <source>in English</source>
        <translation>auf Deutsch</translation>
    </message>
    <message>
        <source>Add {examples}</source>
        <translation>{examples} hinzufügen</translation>
    </message>
    <message>
        <source>Add {n} photos to the inbox</source>
        <translation>{n} Fotos zum Eingang hinzufügen</translation>
    </message>
    <message>
        <source>Add 1 photo to the inbox</source>
        <translation>1 Foto zum Eingang hinzufügen</translation>
    </message>
    <message>
        <source>Add {examples} and {n} photos to the inbox</source>
        <translation>{examples} hinzufügen, {n} Fotos zum Eingang</translation>
    </message>
    <message>
        <source>Add {examples} and 1 photo to the inbox</source>
        <translation>{examples} hinzufügen, 1 Foto zum Eingang</translation>
    </message>
    <message>
        <source>{n} examples of {name}</source>
        <translation>{n} Beispiele von {name}</translation>
    </message>
    <message>
        <source>1 example of {name}</source>
        <translation>1 Beispiel von {name}</translation>
    </message>
    <message>
        <source>{n} examples of {k} classes</source>
        <translation>{n} Beispiele von {k} Klassen</translation>
    </message>
    <message>
        <source>Send {name} back to the inbox</source>
        <translation>{name} zurück in den Eingang legen</translation>
    </message>
    <message>
        <source>Send {n} photos back to the inbox</source>
        <translation>{n} Fotos zurück in den Eingang legen</translation>
    </message>
    <message>
        <source>Set class of {photo} to {name}</source>
        <translation>Klasse von {photo} auf {name} setzen</translation>
    </message>
    <message>
        <source>Set class of {n} photos to {name}</source>
        <translation>Klasse von {n} Fotos auf {name} setzen</translation>
    </message>
    <message>
        <source>Set class of {n} photos: {parts}</source>
        <translation>Klasse von {n} Fotos setzen: {parts}</translation>
    </message>
    <message>
        <source>{n} back to the inbox</source>
        <translation>{n} zurück in den Eingang</translation>
    </message>
    <message>
        <source>{n} to {name}</source>
        <translation>{n} auf {name}</translation>
    </message>
    <message>
        <source>{n} to {k} other classes</source>
        <translation>{n} auf {k} andere Klassen</translation>
    </message>
    <message>
        <source>Remove {name}</source>
        <translation>{name} entfernen</translation>
    </message>
    <message>
        <source>Remove {n} photos</source>
        <translation>{n} Fotos entfernen</translation>
    </message>
    <message>
        <source>Add class {name}</source>
        <translation>Klasse {name} hinzufügen</translation>
    </message>
    <message>
        <source>Rename class {old} to {name}</source>
        <translation>Klasse {old} in {name} umbenennen</translation>
    </message>
    <message>
        <source>Move class {name} to place {n}</source>
        <translation>Klasse {name} an Platz {n} verschieben</translation>
    </message>
    <message>
        <source>Change the colour of class {name}</source>
        <translation>Farbe der Klasse {name} ändern</translation>
    </message>
    <message>
        <source>Call class {name} OK</source>
        <translation>Klasse {name} als OK bezeichnen</translation>
    </message>
    <message>
        <source>Call no class OK</source>
        <translation>Keine Klasse als OK bezeichnen</translation>
    </message>
    <message>
        <source>Confirm the class of {name}</source>
        <translation>Klasse von {name} bestätigen</translation>
    </message>
    <message>
        <source>Confirm the classes of {n} photos</source>
        <translation>Klassen von {n} Fotos bestätigen</translation>
    </message>
    <message>
        <source>Move {name} to the new class {class}</source>
        <translation>{name} in die neue Klasse {class} verschieben</translation>
    </message>
    <message>
        <source>Move {n} photos to the new class {class}</source>
        <translation>{n} Fotos in die neue Klasse {class} verschieben</translation>
    </message>
    <message>
        <source>Merge class {name} into {into} ({n} examples)</source>
        <translation>Klasse {name} mit {into} zusammenführen ({n} Beispiele)</translation>
    </message>
    <message>
        <source>Merge class {name} into {into} (1 example)</source>
        <translation>Klasse {name} mit {into} zusammenführen (1 Beispiel)</translation>
    </message>
    <message>
        <source>Delete class {name}</source>
        <translation>Klasse {name} löschen</translation>
    </message>
    <message>
        <source>Delete class {name}; {n} examples back to the inbox</source>
        <translation>Klasse {name} löschen; {n} Beispiele zurück in den Eingang</translation>
    </message>
    <message>
        <source>Delete class {name}; 1 example back to the inbox</source>
        <translation>Klasse {name} löschen; 1 Beispiel zurück in den Eingang</translation>
    </message>
    <message>
        <source>Take {name} out of its group</source>
        <translation>{name} aus seiner Gruppe nehmen</translation>
    </message>
    <message>
        <source>Take {n} photos out of their groups</source>
        <translation>{n} Fotos aus ihren Gruppen nehmen</translation>
    </message>
    <message>
        <source>Put {name} into group {group}</source>
        <translation>{name} in Gruppe {group} legen</translation>
    </message>
    <message>
        <source>Put {n} photos into group {group}</source>
        <translation>{n} Fotos in Gruppe {group} legen</translation>
    </message>
    <message>
        <source>Put {n} photos into {k} groups</source>
        <translation>{n} Fotos in {k} Gruppen legen</translation>
    </message>
    <message>
        <source>Put {n} photos into 1 group</source>
        <translation>{n} Fotos in 1 Gruppe legen</translation>
    </message>
    <message>
        <source>Write a note on {name}</source>
        <translation>Notiz zu {name} schreiben</translation>
    </message>
    <message>
        <source>Delete the note on {name}</source>
        <translation>Notiz zu {name} löschen</translation>
    </message>
    <message>
        <source>Use the encoder fine-tuned as model version {n}</source>
        <translation>Feinabgestimmten Encoder als Modellversion {n} verwenden</translation>
    </message>
    <message>
        <source>Keep the encoder fine-tuned as model version {n}</source>
        <translation>Feinabgestimmten Encoder als Modellversion {n} behalten</translation>
    </message>
    <message>
        <source>Use the encoder fine-tuned as model version {n} (accuracy {m}% before, {k}% after)</source>
        <translation>Feinabgestimmten Encoder als Modellversion {n} verwenden (Genauigkeit {m} % vorher, {k} % nachher)</translation>
    </message>
    <message>
        <source>Keep the encoder fine-tuned as model version {n} (accuracy {m}% before, {k}% after)</source>
        <translation>Feinabgestimmten Encoder als Modellversion {n} behalten (Genauigkeit {m} % vorher, {k} % nachher)</translation>
    </message>
    <message>
        <source>Use the encoder fine-tuned on {examples} as model version {n}</source>
        <translation>Encoder, feinabgestimmt auf {examples}, als Modellversion {n} verwenden</translation>
    </message>
    <message>
        <source>Keep the encoder fine-tuned on {examples} as model version {n}</source>
        <translation>Encoder, feinabgestimmt auf {examples}, als Modellversion {n} behalten</translation>
    </message>
    <message>
        <source>Use the encoder fine-tuned on {examples} as model version {n} (accuracy {m}% before, {k}% after)</source>
        <translation>Encoder, feinabgestimmt auf {examples}, als Modellversion {n} verwenden (Genauigkeit {m} % vorher, {k} % nachher)</translation>
    </message>
    <message>
        <source>Keep the encoder fine-tuned on {examples} as model version {n} (accuracy {m}% before, {k}% after)</source>
        <translation>Encoder, feinabgestimmt auf {examples}, als Modellversion {n} behalten (Genauigkeit {m} % vorher, {k} % nachher)</translation>
    </message>
    <message>
        <source>{n} examples</source>
        <translation>{n} Beispiele</translation>
    </message>
    <message>
        <source>1 example</source>
        <translation>1 Beispiel</translation>
    </message>
    <message>
        <source>Use model version {n} in place of model version {m}</source>
        <translation>Modellversion {n} statt Modellversion {m} verwenden</translation>
    </message>
    <message>
        <source>Use model version {n} in place of the pretrained encoder</source>
        <translation>Modellversion {n} statt des vortrainierten Encoders verwenden</translation>
    </message>
    <message>
        <source>Use the pretrained encoder in place of model version {n}</source>
        <translation>Vortrainierten Encoder statt Modellversion {n} verwenden</translation>
    </message>
    <message>
        <source>Delete model version {n}</source>
        <translation>Modellversion {n} löschen</translation>
    </message>
    <message>
        <source>all photos</source>
        <translation>allen Fotos</translation>
    </message>
    <message>
        <source>{n} photos</source>
        <translation>{n} Fotos</translation>
    </message>
    <message>
        <source>Look at a region of {photos}: {left} % to {right} % across, {top} % to {bottom} % down</source>
        <translation>Einen Ausschnitt von {photos} betrachten: {left} % bis {right} % quer, {top} % bis {bottom} % hoch</translation>
    </message>
    <message>
        <source>Look at a region of {photos}: {left} % to {right} % across, {top} % to {bottom} % down, within an outline</source>
        <translation>Einen Ausschnitt von {photos} betrachten: {left} % bis {right} % quer, {top} % bis {bottom} % hoch, innerhalb eines Umrisses</translation>
    </message>
    <message>
        <source>Look at the whole of {photos}</source>
        <translation>Von {photos} alles betrachten</translation>
    </message>
    <message>
        <source>Look at the project&apos;s region of {photos}</source>
        <translation>Von {photos} den Ausschnitt des Projekts betrachten</translation>
    </message>
    <message>
        <source>Show grey values {low} to {high} of {photos}</source>
        <translation>Von {photos} die Grauwerte {low} bis {high} zeigen</translation>
    </message>
    <message>
        <source>Show the project&apos;s grey values of {photos}</source>
        <translation>Von {photos} die Grauwerte des Projekts zeigen</translation>
    </message>
    <message>
        <source>Show the usual grey values of {photos}</source>
        <translation>Von {photos} die üblichen Grauwerte zeigen</translation>
    </message>
    <message>
        <source>Choose what is looked at of {photos}</source>
        <translation>Wählen, was von {photos} betrachtet wird</translation>
    </message>
    <message>
        <source>Choose region and grey values of {photos}</source>
        <translation>Ausschnitt und Grauwerte von {photos} wählen</translation>
    </message>
    <message>
        <source>Have {photos} looked at alike</source>
        <translation>Von {photos} das Gleiche betrachten</translation>
    </message>
    <message>
        <source>{photos}; show grey values {low} to {high}</source>
        <translation>{photos}; die Grauwerte {low} bis {high} zeigen</translation>
    </message>
    <message>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <source>What turns a photo into numbers. Another one looks at all photos once, which takes a while for thousands of them.</source>
        <translation>Was aus einem Foto Zahlen macht. Ein anderer sieht sich alle Fotos einmal an; bei Tausenden dauert das eine Weile.</translation>
    </message>
    <message>
        <source>The default: more accurate than either alone. Lite0 can be fine-tuned.</source>
        <translation>Die Vorgabe: genauer als jeder allein. Lite0 kann feinabgestimmt werden.</translation>
    </message>
    <message>
        <source>The fastest, and good at small defects. It can be fine-tuned.</source>
        <translation>Der schnellste, und gut bei kleinen Fehlern. Er kann feinabgestimmt werden.</translation>
    </message>
    <message>
        <source>Good with one or two examples per class. It can&apos;t be fine-tuned.</source>
        <translation>Gut bei ein oder zwei Beispielen je Klasse. Er kann nicht feinabgestimmt werden.</translation>
    </message>
    <message>
        <source>Larger than Lite0 and a little more accurate; it can&apos;t be fine-tuned.</source>
        <translation>Größer als Lite0 und etwas genauer; er kann nicht feinabgestimmt werden.</translation>
    </message>
    <message>
        <source>Larger and slower than Lite2; it can&apos;t be fine-tuned.</source>
        <translation>Größer und langsamer als Lite2; er kann nicht feinabgestimmt werden.</translation>
    </message>
    <message>
        <source>Precise but slow: a photo takes several times as long. It can&apos;t be fine-tuned.</source>
        <translation>Genau, aber langsam: Ein Foto dauert mehrmals so lange. Er kann nicht feinabgestimmt werden.</translation>
    </message>
    <message>
        <source>Fine-tuning</source>
        <translation>Feinabstimmung</translation>
    </message>
    <message>
        <source>Whether the encoder itself learns from your examples, in the background.</source>
        <translation>Ob der Encoder selbst aus Ihren Beispielen lernt, im Hintergrund.</translation>
    </message>
    <message>
        <source>By itself, if it clearly helps</source>
        <translation>Von selbst, wenn es deutlich hilft</translation>
    </message>
    <message>
        <source>Tried when you pause; taken only when photos that were left out are recognised clearly better.</source>
        <translation>Wird in Pausen versucht und nur übernommen, wenn zurückgehaltene Fotos deutlich besser erkannt werden.</translation>
    </message>
    <message>
        <source>By itself, if it helps at all</source>
        <translation>Von selbst, wenn es überhaupt hilft</translation>
    </message>
    <message>
        <source>Tried when you pause; taken however small the gain on photos that were left out.</source>
        <translation>Wird in Pausen versucht und übernommen, so klein der Gewinn bei zurückgehaltenen Fotos auch ist.</translation>
    </message>
    <message>
        <source>Only when I ask</source>
        <translation>Nur auf Wunsch</translation>
    </message>
    <message>
        <source>Tried only by “Fine-tune now”. Saves work for the computer.</source>
        <translation>Nur mit „Jetzt feinabstimmen“. Spart dem Rechner Arbeit.</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <source>What fine-tuning tries to make small. Used by the next fine-tuning.</source>
        <translation>Was die Feinabstimmung klein machen will. Gilt ab der nächsten Feinabstimmung.</translation>
    </message>
    <message>
        <source>Supervised contrastive</source>
        <translation>Überwacht kontrastiv</translation>
    </message>
    <message>
        <source>Compares all photos of a batch with each other. It gave the largest gains where it was measured.</source>
        <translation>Vergleicht alle Fotos eines Stapels miteinander. Brachte die größten Gewinne, wo gemessen wurde.</translation>
    </message>
    <message>
        <source>Cross-entropy on weighted L1</source>
        <translation>Kreuzentropie auf gewichtetem L1</translation>
    </message>
    <message>
        <source>Learns which differences tell a pair of photos of one class from a pair of two.</source>
        <translation>Lernt, welche Unterschiede ein Fotopaar einer Klasse von einem Paar zweier Klassen trennen.</translation>
    </message>
    <message>
        <source>Contrastive, with margin</source>
        <translation>Kontrastiv, mit Abstand</translation>
    </message>
    <message>
        <source>Pulls pairs of one class together and pushes other pairs apart, up to a distance.</source>
        <translation>Zieht Paare einer Klasse zusammen und schiebt andere Paare bis zu einem Abstand auseinander.</translation>
    </message>
    <message>
        <source>Triplet, semi-hard</source>
        <translation>Tripel, halbschwer</translation>
    </message>
    <message>
        <source>Wants each photo nearer to one of its own class than to one of another.</source>
        <translation>Will jedes Foto näher an einem seiner Klasse als an einem einer anderen.</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <source>Where chance starts from in fine-tuning. The same seed gives the same encoder; try another one to see how much is luck.</source>
        <translation>Wovon der Zufall beim Feinabstimmen ausgeht. Derselbe Startwert ergibt denselben Encoder; ein anderer zeigt, wie viel Glück dabei ist.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>What fine-tuning runs on. Photos are always looked at on the processor.</source>
        <translation>Worauf die Feinabstimmung läuft. Fotos werden immer auf dem Prozessor angesehen.</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>Automatisch</translation>
    </message>
    <message>
        <source>A graphics card if one can be used.</source>
        <translation>Eine Grafikkarte, wenn eine verwendet werden kann.</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>Prozessor</translation>
    </message>
    <message>
        <source>Works everywhere.</source>
        <translation>Geht überall.</translation>
    </message>
    <message>
        <source>Graphics card</source>
        <translation>Grafikkarte</translation>
    </message>
    <message>
        <source>Fails with a message when none can be used.</source>
        <translation>Endet mit einer Meldung, wenn keine verwendet werden kann.</translation>
    </message>
    <message>
        <source>An encoder that you added; it can&apos;t be fine-tuned.</source>
        <translation>Ein Encoder, den Sie hinzugefügt haben; er kann nicht feinabgestimmt werden.</translation>
    </message>
    <message>
        <source>Not installed. To install it, run: {command}</source>
        <translation>Nicht installiert. Zum Installieren führen Sie aus: {command}</translation>
    </message>
    <message>
        <source>{setting} can&apos;t be {value}. Choose one of: {choices}.</source>
        <translation>{setting} kann nicht {value} sein. Wählen Sie eines von: {choices}.</translation>
    </message>
    <message>
        <source>{encoder} can&apos;t be fine-tuned. Choose an encoder with {name} in the settings of the model.</source>
        <translation>{encoder} kann nicht feinabgestimmt werden. Wählen Sie in den Einstellungen des Modells einen Encoder mit {name}.</translation>
    </message>
    <message>
        <source>Nothing was fine-tuned. {reason}</source>
        <translation>Es wurde nichts feinabgestimmt. {reason}</translation>
    </message>
    <message>
        <source>Until then {encoder} is used; the project keeps its choice.</source>
        <translation>Bis dahin wird {encoder} verwendet; das Projekt behält seine Wahl.</translation>
    </message>
    <message>
        <source>Model version {n} was tuned for {encoder}, and the project uses {other}. Choose the version again to use both.</source>
        <translation>Modellversion {n} wurde für {encoder} abgestimmt, und das Projekt verwendet {other}. Wählen Sie die Version noch einmal, um beides zu verwenden.</translation>
    </message>
    <message>
        <source>Measuring the learning curve</source>
        <translation>Die Lernkurve wird gemessen</translation>
    </message>
    <message>
        <source>Change how SiamDesk learns: {parts}</source>
        <translation>Ändern, wie SiamDesk lernt: {parts}</translation>
    </message>
    <message>
        <source>Try fine-tuning on {examples}, keep the encoder as it was (log loss {before} before, {after} after)</source>
        <translation>Feinabstimmung mit {examples} versuchen, Encoder bleibt, wie er war (Log-Verlust {before} vorher, {after} nachher)</translation>
    </message>
    <message>
        <source>Try fine-tuning, keep the encoder as it was</source>
        <translation>Feinabstimmung versuchen, Encoder bleibt, wie er war</translation>
    </message>
    <message>
        <source>encoder from {old} to {new}</source>
        <translation>Encoder von {old} zu {new}</translation>
    </message>
    <message>
        <source>fine-tuning from {old} to {new}</source>
        <translation>Feinabstimmung von {old} zu {new}</translation>
    </message>
    <message>
        <source>loss from {old} to {new}</source>
        <translation>Verlust von {old} zu {new}</translation>
    </message>
    <message>
        <source>seed from {old} to {new}</source>
        <translation>Startwert von {old} zu {new}</translation>
    </message>
    <message>
        <source>device from {old} to {new}</source>
        <translation>Gerät von {old} zu {new}</translation>
    </message>
    <message>
        <source>The encoder {name} does not come with SiamDesk and is not in {folder} yet. To put it there, run: {command}</source>
        <translation>Der Encoder {name} gehört nicht zu SiamDesk und ist noch nicht in {folder}. Um ihn dorthin zu legen, führen Sie aus: {command}</translation>
    </message>
    <message>
        <source>There is no encoder {name}. Choose one of: {names}.</source>
        <translation>Es gibt keinen Encoder {name}. Wählen Sie einen von: {names}.</translation>
    </message>
    <message>
        <source>it is no COCO list of photos ({kind_of_error}: {detail}). It needs &apos;images&apos;, &apos;annotations&apos; and &apos;categories&apos;.</source>
        <translation>Das ist keine COCO-Liste von Fotos ({kind_of_error}: {detail}). Sie braucht „images“, „annotations“ und „categories“.</translation>
    </message>
    <message>
        <source>it has no column of photos. Call that column &apos;filepath&apos; in the first line.</source>
        <translation>Es fehlt die Spalte mit den Fotos. Nennen Sie diese in der ersten Zeile „filepath“.</translation>
    </message>
    <message>
        <source>it is no table that SiamDesk can read ({detail}).</source>
        <translation>Das ist keine Tabelle, die SiamDesk lesen kann ({detail}).</translation>
    </message>
    <message>
        <source>a list of photos has at most {a} MB. Split it.</source>
        <translation>Eine Fotoliste hat höchstens {a} MB. Teilen Sie sie.</translation>
    </message>
    <message>
        <source>its letters are not in UTF-8. Save it as &apos;CSV UTF-8&apos;, or as JSON in UTF-8.</source>
        <translation>Ihre Buchstaben sind nicht in UTF-8. Speichern Sie sie als „CSV UTF-8“ oder als JSON in UTF-8.</translation>
    </message>
    <message>
        <source>this line names no photo.</source>
        <translation>Diese Zeile nennt kein Foto.</translation>
    </message>
    <message>
        <source>&apos;{cell}&apos; should be {n} numbers with blanks between. Correct the line in the list.</source>
        <translation>„{cell}“ sollte aus {n} Zahlen mit Leerzeichen dazwischen bestehen. Berichtigen Sie die Zeile in der Liste.</translation>
    </message>
    <message>
        <source>{region} is no rectangle inside a photo</source>
        <translation>{region} ist kein Rechteck in einem Foto</translation>
    </message>
    <message>
        <source>{region} is no rectangle inside a photo. Correct the line in the list.</source>
        <translation>{region} ist kein Rechteck in einem Foto. Berichtigen Sie die Zeile in der Liste.</translation>
    </message>
    <message>
        <source>{outline} is no outline inside a photo. Correct the line in the list.</source>
        <translation>{outline} ist kein Umriss in einem Foto. Berichtigen Sie die Zeile in der Liste.</translation>
    </message>
    <message>
        <source>{window} has no grey between black and white. Correct the line in the list.</source>
        <translation>{window} hat kein Grau zwischen Schwarz und Weiß. Berichtigen Sie die Zeile in der Liste.</translation>
    </message>
    <message>
        <source>it has boxes of several classes ({classes}), and a photo has one class here. Cut it into one photo per box, or add it to the inbox by hand.</source>
        <translation>Es hat Rahmen mehrerer Klassen ({classes}), und hier hat ein Foto eine Klasse. Zerschneiden Sie es in ein Foto je Rahmen, oder fügen Sie es von Hand zum Eingang hinzu.</translation>
    </message>
    <message>
        <source>it has a box, but the list does not say how large the photo is.</source>
        <translation>Es hat einen Rahmen, aber die Liste sagt nicht, wie groß das Foto ist.</translation>
    </message>
    <message>
        <source>its box {box} lies outside the photo or is empty. Correct it in the list.</source>
        <translation>Sein Rahmen {box} liegt außerhalb des Fotos oder ist leer. Berichtigen Sie ihn in der Liste.</translation>
    </message>
    <message>
        <source>its box {box} is not four numbers. Correct it in the list.</source>
        <translation>Sein Rahmen {box} besteht nicht aus vier Zahlen. Berichtigen Sie ihn in der Liste.</translation>
    </message>
    <message>
        <source>its region {region} is none of a photo. Correct it in the list.</source>
        <translation>Sein Bereich {region} ist keiner in einem Foto. Berichtigen Sie ihn in der Liste.</translation>
    </message>
    <message>
        <source>its grey values {values} are no two numbers, the lower one first. Correct them in the list.</source>
        <translation>Seine Grauwerte {values} sind nicht zwei Zahlen, die kleinere zuerst. Berichtigen Sie sie in der Liste.</translation>
    </message>
    <message>
        <source>the list says nothing of its {key}. Correct it in the list.</source>
        <translation>Die Liste sagt nichts über {key}. Berichtigen Sie das in der Liste.</translation>
    </message>
    <message>
        <source>what the list says of it makes no sense ({reason}). Correct it in the list.</source>
        <translation>Was die Liste darüber sagt, ergibt keinen Sinn ({reason}). Berichtigen Sie das in der Liste.</translation>
    </message>
    <message>
        <source>its file can&apos;t be read any more, so that it was left out.</source>
        <translation>Seine Datei kann nicht mehr gelesen werden; es wurde deshalb ausgelassen.</translation>
    </message>
    <message>
        <source>Copying photo {n} of {m}: {name}</source>
        <translation>Foto {n} von {m} wird kopiert: {name}</translation>
    </message>
    <message>
        <source>Packing the project</source>
        <translation>Projekt wird gepackt</translation>
    </message>
    <message>
        <source>Packing file {n} of {m}</source>
        <translation>Datei {n} von {m} wird gepackt</translation>
    </message>
    <message>
        <source>Unpacking file {n} of {m}</source>
        <translation>Datei {n} von {m} wird entpackt</translation>
    </message>
    <message>
        <source>{path} exists already. Choose another name.</source>
        <translation>{path} gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>{path} is a folder. Give the name of a file.</source>
        <translation>{path} ist ein Ordner. Geben Sie den Namen einer Datei an.</translation>
    </message>
    <message>
        <source>{path} is a whole project. Open it as a project of its own; nothing was added.</source>
        <translation>{path} ist ein ganzes Projekt. Öffnen Sie es als eigenes Projekt; es wurde nichts hinzugefügt.</translation>
    </message>
    <message>
        <source>{path} holds no SiamDesk project: there is no project.db in it. To add photos from an archive, open a project and add the archive there.</source>
        <translation>{path} enthält kein SiamDesk-Projekt: Es fehlt project.db. Um Fotos aus einem Archiv hinzuzufügen, öffnen Sie ein Projekt und fügen das Archiv dort hinzu.</translation>
    </message>
    <message>
        <source>{path} holds no SiamDesk project ({detail}).</source>
        <translation>{path} enthält kein SiamDesk-Projekt ({detail}).</translation>
    </message>
    <message>
        <source>{path} was refused: its {a} MB would unpack to {b} GB, which no project does.</source>
        <translation>{path} wurde abgelehnt: Aus {a} MB würden entpackt {b} GB, was bei keinem Projekt vorkommt.</translation>
    </message>
    <message>
        <source>{path} takes {a} GB unpacked, and {folder} has no room for it. Free some space or choose another folder.</source>
        <translation>{path} braucht entpackt {a} GB, und {folder} hat dafür keinen Platz. Schaffen Sie Platz, oder wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>{path} was refused: {name} in it {reason}. Nothing was unpacked.</source>
        <translation>{path} wurde abgelehnt: {name} darin {reason}. Es wurde nichts entpackt.</translation>
    </message>
    <message>
        <source>would be written outside the project&apos;s folder</source>
        <translation>würde außerhalb des Projektordners geschrieben</translation>
    </message>
    <message>
        <source>leads out of the project&apos;s folder</source>
        <translation>führt aus dem Projektordner hinaus</translation>
    </message>
    <message>
        <source>is a link, which may lead anywhere</source>
        <translation>ist eine Verknüpfung, die überallhin führen kann</translation>
    </message>
    <message>
        <source>is protected with a password</source>
        <translation>ist mit einem Passwort geschützt</translation>
    </message>
    <message>
        <source>{path} was refused: it holds {name} twice.</source>
        <translation>{path} wurde abgelehnt: {name} ist zweimal darin.</translation>
    </message>
    <message>
        <source>{path} was refused because of its project.db: {detail}.</source>
        <translation>{path} wurde wegen seiner project.db abgelehnt: {detail}.</translation>
    </message>
    <message>
        <source>{path} was refused: its project.db names {name}, which lies outside the project.</source>
        <translation>{path} wurde abgelehnt: Seine project.db nennt {name}, was außerhalb des Projekts liegt.</translation>
    </message>
    <message>
        <source>{path} is damaged or protected and can&apos;t be unpacked ({detail}). Copy it again.</source>
        <translation>{path} ist beschädigt oder geschützt und kann nicht entpackt werden ({detail}). Kopieren Sie die Datei noch einmal.</translation>
    </message>
    <message>
        <source>Add {n} classes without examples</source>
        <translation>{n} Klassen ohne Beispiele hinzufügen</translation>
    </message>
    <message>
        <source>Add 1 class without examples</source>
        <translation>1 Klasse ohne Beispiele hinzufügen</translation>
    </message>
    <message>
        <source>An ONNX encoder that you added. It is frozen: it can&apos;t be fine-tuned, and models that use it can&apos;t be exported.</source>
        <translation>Ein ONNX-Encoder, den Sie hinzugefügt haben. Er ist eingefroren: Er kann nicht feinabgestimmt werden, und Modelle mit ihm können nicht exportiert werden.</translation>
    </message>
    <message>
        <source>The encoder {name} is frozen: it came from ONNX and has no Keras graph. Choose another encoder in the settings of the model to export or fine-tune.</source>
        <translation>Der Encoder {name} ist eingefroren: Er kam aus ONNX und hat keinen Keras-Graphen. Wählen Sie zum Exportieren oder Feinabstimmen einen anderen Encoder in den Einstellungen des Modells.</translation>
    </message>
    <message>
        <source>Looking at {name}</source>
        <translation>{name} wird geprüft</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>{name} wird gelesen</translation>
    </message>
    <message>
        <source>Comparing {name} with ONNX Runtime</source>
        <translation>{name} wird mit ONNX Runtime verglichen</translation>
    </message>
    <message>
        <source>Starting Keras</source>
        <translation>Keras wird gestartet</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>{name} wird geschrieben</translation>
    </message>
    <message>
        <source>{name} can&apos;t name an encoder: choose a --name of up to 40 letters a to z, digits, - and _.</source>
        <translation>{name} kann kein Name eines Encoders sein: Wählen Sie einen aus bis zu 40 Buchstaben a bis z, Ziffern, - und _.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be read ({detail}). Check its path.</source>
        <translation>{path} ist keine .keras-Datei, die gelesen werden kann ({detail}). Prüfen Sie den Pfad.</translation>
    </message>
    <message>
        <source>{path} was refused: it has {a} GB, and an encoder has at most {n} GB.</source>
        <translation>{path} wurde abgelehnt: Die Datei hat {a} GB, und ein Encoder hat höchstens {n} GB.</translation>
    </message>
    <message>
        <source>{path} was refused: it is a pickle, and to open a pickle is to run whatever program is in it. Export the encoder as ONNX and add that.</source>
        <translation>{path} wurde abgelehnt: Das ist ein Pickle, und wer ein Pickle öffnet, führt jedes Programm darin aus. Exportieren Sie den Encoder als ONNX, und fügen Sie diese Datei hinzu.</translation>
    </message>
    <message>
        <source>{path} was refused: it is an HDF5 file, in which layers can hide programs. Load it where it was made and save it as .keras or ONNX.</source>
        <translation>{path} wurde abgelehnt: Das ist eine HDF5-Datei, worin Schichten Programme verbergen können. Laden Sie die Datei dort, wo sie entstand, und speichern Sie sie als .keras oder ONNX.</translation>
    </message>
    <message>
        <source>{path} is neither a .keras nor an .onnx file. Save the encoder as one of these.</source>
        <translation>{path} ist weder eine .keras- noch eine .onnx-Datei. Speichern Sie den Encoder als eine von beiden.</translation>
    </message>
    <message>
        <source>{path} is not a .keras file ({detail}). Save the encoder with model.save().</source>
        <translation>{path} ist keine .keras-Datei ({detail}). Speichern Sie den Encoder mit model.save().</translation>
    </message>
    <message>
        <source>{path} was refused: {name} in it leads out of its folder.</source>
        <translation>{path} wurde abgelehnt: {name} darin führt aus dem Ordner hinaus.</translation>
    </message>
    <message>
        <source>{path} was refused: it also holds {name}, which no encoder needs.</source>
        <translation>{path} wurde abgelehnt: Darin ist auch {name}, was kein Encoder braucht.</translation>
    </message>
    <message>
        <source>{path} was refused: it holds two files of one name.</source>
        <translation>{path} wurde abgelehnt: Darin sind zwei Dateien desselben Namens.</translation>
    </message>
    <message>
        <source>{path} was refused: its {name} would unpack to {a} GB, more than an encoder needs.</source>
        <translation>{path} wurde abgelehnt: {name} darin hätte entpackt {a} GB, mehr, als ein Encoder braucht.</translation>
    </message>
    <message>
        <source>{path} was refused: its weights would take {a} GB of memory.</source>
        <translation>{path} wurde abgelehnt: Die Gewichte bräuchten {a} GB Speicher.</translation>
    </message>
    <message>
        <source>{path} was refused: {name} among its weights is a link elsewhere.</source>
        <translation>{path} wurde abgelehnt: {name} unter den Gewichten ist eine Verknüpfung nach anderswo.</translation>
    </message>
    <message>
        <source>{path} was refused: {name} among its weights lies in another file.</source>
        <translation>{path} wurde abgelehnt: {name} unter den Gewichten liegt in einer anderen Datei.</translation>
    </message>
    <message>
        <source>{path} was refused: {layer} of {module} is none of the layers that can do nothing but compute. Rebuild it with Keras&apos; own layers, without Lambda, and save it again.</source>
        <translation>{path} wurde abgelehnt: {layer} von {module} gehört nicht zu den Schichten, die nur rechnen können. Bauen Sie den Encoder aus Schichten von Keras selbst nach, ohne Lambda, und speichern Sie ihn neu.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be loaded by Keras {version}: {detail}</source>
        <translation>{path} kann von Keras {version} nicht geladen werden: {detail}</translation>
    </message>
    <message>
        <source>{path} was refused: its input is {shapes}, not one photo [n, size, size, 3].</source>
        <translation>{path} wurde abgelehnt: Die Eingabe ist {shapes}, nicht ein Foto [n, size, size, 3].</translation>
    </message>
    <message>
        <source>{path} was refused: its input is {shapes}, not one photo [n, 3, size, size] or [n, size, size, 3].</source>
        <translation>{path} wurde abgelehnt: Die Eingabe ist {shapes}, nicht ein Foto [n, 3, size, size] oder [n, size, size, 3].</translation>
    </message>
    <message>
        <source>{path} was refused: photos of {a} × {b} pixels; it should be a square of {n} to {m}.</source>
        <translation>{path} wurde abgelehnt: Fotos von {a} × {b} Pixeln; es sollte ein Quadrat von {n} bis {m} sein.</translation>
    </message>
    <message>
        <source>{path} was refused: its output is {shapes}, not one feature map or vector.</source>
        <translation>{path} wurde abgelehnt: Die Ausgabe ist {shapes}, nicht eine Merkmalskarte oder ein Vektor.</translation>
    </message>
    <message>
        <source>{path} was refused: its output is {shapes}, not one feature map or vector of fixed size.</source>
        <translation>{path} wurde abgelehnt: Die Ausgabe ist {shapes}, nicht eine Merkmalskarte oder ein Vektor fester Größe.</translation>
    </message>
    <message>
        <source>{name} was refused: the size of its output is not fixed.</source>
        <translation>{name} wurde abgelehnt: Die Größe der Ausgabe steht nicht fest.</translation>
    </message>
    <message>
        <source>{name} was refused: it answers a photo with numbers that are not finite.</source>
        <translation>{name} wurde abgelehnt: Die Antwort auf ein Foto sind Zahlen, die nicht endlich sind.</translation>
    </message>
    <message>
        <source>{name} was refused: two of its layers have the same name, so that their weights can&apos;t be told apart. Name them differently and save it again.</source>
        <translation>{name} wurde abgelehnt: Zwei Schichten haben denselben Namen, so dass ihre Gewichte nicht zu unterscheiden sind. Benennen Sie sie verschieden, und speichern Sie neu.</translation>
    </message>
    <message>
        <source>{path} is no ONNX file, or is damaged ({detail}). Export it again.</source>
        <translation>{path} ist keine ONNX-Datei oder ist beschädigt ({detail}). Exportieren Sie sie neu.</translation>
    </message>
    <message>
        <source>{path} is no ONNX file, or is damaged: there is no network in it.</source>
        <translation>{path} ist keine ONNX-Datei oder ist beschädigt: Darin ist kein Netz.</translation>
    </message>
    <message>
        <source>{path} was refused: it needs the operator {name} of {maker}, which is not of ONNX itself. Export it with standard operators alone.</source>
        <translation>{path} wurde abgelehnt: Gebraucht wird der Operator {name} von {maker}, der nicht zu ONNX selbst gehört. Exportieren Sie nur mit Standardoperatoren.</translation>
    </message>
    <message>
        <source>{path} was refused: with its arrays it has {a} GB, and an encoder has at most {n} GB.</source>
        <translation>{path} wurde abgelehnt: Mit ihren Zahlenfeldern hat die Datei {a} GB, und ein Encoder hat höchstens {n} GB.</translation>
    </message>
    <message>
        <source>{path} was refused: its array {name} lies in {place}, outside its folder. Export it in one file.</source>
        <translation>{path} wurde abgelehnt: Das Zahlenfeld {name} liegt in {place}, außerhalb des Ordners. Exportieren Sie alles in eine Datei.</translation>
    </message>
    <message>
        <source>{path} needs {file}, which is missing. Put it there, or export it in one file.</source>
        <translation>{path} braucht {file}, was fehlt. Legen Sie die Datei dorthin, oder exportieren Sie alles in eine Datei.</translation>
    </message>
    <message>
        <source>{path} was refused: it wants its photo as {name}, not as FLOAT or UINT8.</source>
        <translation>{path} wurde abgelehnt: Das Foto wird als {name} erwartet, nicht als FLOAT oder UINT8.</translation>
    </message>
    <message>
        <source>{path} can&apos;t be run by OpenVINO: {detail}</source>
        <translation>{path} kann von OpenVINO nicht ausgeführt werden: {detail}</translation>
    </message>
    <message>
        <source>{path} can&apos;t be run by ONNX Runtime: {detail}</source>
        <translation>{path} kann von ONNX Runtime nicht ausgeführt werden: {detail}</translation>
    </message>
    <message>
        <source>{path} was refused: OpenVINO&apos;s answer differs by {a} from that of ONNX Runtime. Export it with another opset.</source>
        <translation>{path} wurde abgelehnt: Die Antwort von OpenVINO weicht um {a} von der von ONNX Runtime ab. Exportieren Sie mit einem anderen Opset.</translation>
    </message>
</context>
<context>
    <name>dialog_parts</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>export_words</name>
    <message>
        <source>&amp;ONNX</source>
        <translation>&amp;ONNX</translation>
    </message>
    <message>
        <source>Nearly everywhere, with ONNX Runtime: Python, C#, C++, Java, and in browsers.</source>
        <translation>Fast überall, mit ONNX Runtime: Python, C#, C++, Java und in Browsern.</translation>
    </message>
    <message>
        <source>Open&amp;VINO</source>
        <translation>Open&amp;VINO</translation>
    </message>
    <message>
        <source>On PCs and edge boxes with Intel chips. SiamDesk itself runs on it.</source>
        <translation>Auf PCs und Edge-Rechnern mit Intel-Chips. SiamDesk selbst läuft damit.</translation>
    </message>
    <message>
        <source>&amp;LiteRT (TensorFlow Lite)</source>
        <translation>&amp;LiteRT (früher TensorFlow Lite)</translation>
    </message>
    <message>
        <source>On phones and small boards: Android, iOS, Raspberry Pi.</source>
        <translation>Auf Telefonen und kleinen Platinen: Android, iOS, Raspberry Pi.</translation>
    </message>
    <message>
        <source>&amp;TensorFlow SavedModel</source>
        <translation>&amp;TensorFlow: ein SavedModel</translation>
    </message>
    <message>
        <source>On servers: TensorFlow Serving, or TensorFlow in a program of your own.</source>
        <translation>Auf Servern: TensorFlow Serving oder TensorFlow in einem eigenen Programm.</translation>
    </message>
    <message>
        <source>&amp;Keras</source>
        <translation>&amp;Keras</translation>
    </message>
    <message>
        <source>In Python with Keras, to be used there or built upon.</source>
        <translation>In Python mit Keras, um es dort zu nutzen oder darauf aufzubauen.</translation>
    </message>
    <message>
        <source>Exact: 32 bits</source>
        <translation>Genau: 32 Bit</translation>
    </message>
    <message>
        <source>Half the size: 16 bits</source>
        <translation>Halb so groß: 16 Bit</translation>
    </message>
    <message>
        <source>Smallest: 8 bits</source>
        <translation>Am kleinsten: 8 Bit</translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>Go back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>SiamDesk learns and guesses with the pretrained encoder now.</source>
        <translation>SiamDesk lernt und schlägt jetzt mit dem vortrainierten Encoder vor.</translation>
    </message>
    <message>
        <source>SiamDesk learns and guesses with version {0} now.</source>
        <translation>SiamDesk lernt und schlägt jetzt mit Version {0} vor.</translation>
    </message>
    <message>
        <source>Exported to {0}.</source>
        <translation>Exportiert nach {0}.</translation>
    </message>
    <message>
        <source>“{0}” was stopped, because its project was closed. Nothing of it was kept.</source>
        <translation>„{0}“ wurde abgebrochen, weil das Projekt geschlossen wurde. Nichts davon blieb erhalten.</translation>
    </message>
    <message>
        <source>{0} It stopped several times; guesses wait until it is restarted.</source>
        <translation>{0} Er ist mehrmals abgebrochen; Vorschläge warten, bis er neu gestartet wird.</translation>
    </message>
    <message>
        <source>Restart worker</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Cancelled. The worker is being restarted.</source>
        <translation>Abgebrochen. Der Hintergrundprozess wird neu gestartet.</translation>
    </message>
    <message>
        <source>The worker stopped and is being restarted. Nothing was lost.</source>
        <translation>Der Hintergrundprozess ist abgebrochen und wird neu gestartet. Nichts ging verloren.</translation>
    </message>
</context>
</TS>
