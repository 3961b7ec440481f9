' Each line of a list: the address of a document, what to do with its changes, where to write what is seen then.
Sub DecideAll(list As String)
  orders = FreeFile
  Open ConvertFromURL(list) For Input As #orders
  Do While Not EOF(orders)
    Line Input #orders, order
    If order <> "" Then
      parts = Split(order, Chr(9))
      Decide(parts(0), parts(1), parts(2))
    End If
  Loop
  Close #orders
End Sub

' Opens a document, accepts or rejects all its changes, and writes its text and what is left in it.
Sub Decide(source As String, command As String, target As String)
  Dim unseen(0) As New com.sun.star.beans.PropertyValue
  unseen(0).Name = "Hidden"
  unseen(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, "_blank", 0, unseen())
  If command <> "" Then
    dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" & command, "", 0, Array())
  End If

  Dim plain(1) As New com.sun.star.beans.PropertyValue
  plain(0).Name = "FilterName"
  plain(0).Value = "Text (encoded)"
  plain(1).Name = "FilterOptions"
  plain(1).Value = "UTF8,LF,,,false"
  document.storeToURL(target & ".txt", plain())

  comments = 0
  fields = document.TextFields.createEnumeration()
  Do While fields.hasMoreElements()
    field = fields.nextElement()
    If field.supportsService("com.sun.star.text.textfield.Annotation") Then comments = comments + 1
  Loop
  found = FreeFile
  Open ConvertFromURL(target & ".found") For Output As #found
  Print #found, comments
  changes = document.Redlines.createEnumeration()
  Do While changes.hasMoreElements()
    change = changes.nextElement()
    Print #found, change.RedlineType
  Loop
  Close #found
  document.close(True)
End Sub
